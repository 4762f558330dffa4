/* The exit: the button replaces this page instead of adding to the history, and pressing
   Shift three times within two seconds does the same. Without script the button is a link. */
(function () {
  "use strict";
  var link = document.querySelector("[data-leave]");
  if (!link) return;
  var presses = [];
  function leave(event) {
    if (event) event.preventDefault();
    document.body.hidden = true;
    window.location.replace(link.href);
  }
  link.addEventListener("click", leave);
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") { presses = []; return; }
    var now = Date.now();
    presses = presses.filter(function (then) { return now - then < 2000; });
    presses.push(now);
    if (presses.length === 3) leave();
  });
})();
