// Single keys for what the page's own buttons and links do. Nothing here is needed.
"use strict";

const lit = document.getElementById("lit");
const sheet = document.querySelector(".letter");
if (lit && sheet) {
  const shift = lit.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
  sheet.scrollTop = Math.max(0, shift - sheet.clientHeight / 3);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "Escape" && typing) typing.blur();
  if (event.key === "Enter" && event.ctrlKey && typing && typing.form) {
    const send = typing.form.querySelector('button[value="correct"], button[value="place"]');
    if (send) send.click();
    return;
  }
  if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "c") {
    const first = document.querySelector("[data-first]");
    if (first) {
      event.preventDefault();
      first.focus();
      if (first.select) first.select();
    }
    return;
  }
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (wanted) {
    event.preventDefault();
    wanted.click();
  }
});

// Told last: from here on the keys work.
const keys = document.querySelector(".keys");
if (keys) keys.hidden = false;
