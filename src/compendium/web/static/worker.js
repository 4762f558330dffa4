/* Keeps the help pages, the steps for a child missing from care and a page that says there is
   no network: the same for everybody, never what somebody read. */
"use strict";
var NAME = "__NAME__";
var KEEP = __KEEP__;
self.addEventListener("install", function (event) {
  event.waitUntil(
    caches.open(NAME).then(function (kept) { return kept.addAll(KEEP); })
      .then(function () { return self.skipWaiting(); })
  );
});
self.addEventListener("activate", function (event) {
  event.waitUntil(
    caches.keys().then(function (names) {
      return Promise.all(names.map(function (name) {
        return name === NAME ? null : caches.delete(name);
      }));
    }).then(function () { return self.clients.claim(); })
  );
});
self.addEventListener("fetch", function (event) {
  var request = event.request;
  var kept = KEEP.indexOf(new URL(request.url).pathname) >= 0;
  if (request.method !== "GET" || !(request.mode === "navigate" || kept)) return;
  event.respondWith(
    fetch(request).catch(function () {
      return caches.match(request, { ignoreSearch: true }).then(function (held) {
        return held || caches.match("/offline");
      });
    })
  );
});
