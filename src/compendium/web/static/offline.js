/* Asks the browser to keep a few pages for when there is no network. Reading needs no script. */
(function () {
  "use strict";
  if ("serviceWorker" in navigator && window.isSecureContext) {
    navigator.serviceWorker.register("/worker.js").catch(function () {});
  }
})();
