// Search on a static site: citations by name first, then full text where Pagefind was run.
"use strict";
(() => {
  const found = document.getElementById("found");
  const said = document.getElementById("said");
  const input = document.getElementById("words");
  const query = (new URLSearchParams(location.search).get("q") || "").trim();
  const fold = (text) => text.normalize("NFKC").toLowerCase()
    .replace(/['’‘`"“”]/g, "").replace(/[^a-z0-9.()]+/g, "-").replace(/^[-.]+|[-.]+$/g, "");
  // How people write what a series is called, and what they put around its number.
  const spelled = (text) => [
    [/\ball[- ]county letters?\b/gi, "ACL"],
    [/\b(?:all[- ]county )?information notices?\b/gi, "ACIN"],
    [/\bcounty fiscal letters?\b/gi, "CFL"],
    [/\bwelfare (?:and|&) institutions(?: code)?\b|\bw\s*&\s*i(?: code)?\b|\bw\.?i\.?c\.?(?= )/gi, "WIC"],
    [/\bpenal code\b/gi, "PEN"],
    [/\b(?:senate bill)\b/gi, "SB"],
    [/\b(?:assembly bill)\b/gi, "AB"],
    [/\b(?:numbers?|nos?\.?|sections?|sec\.|#|§+)(?=[\s\d])/gi, " "],
    [/\bACIN\s*(?:[1l]-(?=\d\d?-\d\d)|(?=\d))/gi, "ACIN I-"],
    [/\bSB (\d+)\b(?! \()/gi, "SB $1"],
    [/[‐‑‒–—_]/g, "-"],
  ].reduce((words, [what, into]) => words.replace(what, into), text).replace(/\s+/g, " ").trim();
  const shown = new Set();
  const show = (address, title, text) => {
    if (shown.has(address)) return;
    shown.add(address);
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = title;
    item.append(link);
    if (text) {
      const line = document.createElement("p");
      line.textContent = text;
      item.append(line);
    }
    found.append(item);
  };
  const named = (typed) => {
    const words = spelled(typed);
    const names = window.COMPENDIUM_NAMES || {};
    const key = fold(words);
    const bare = key.replace(/-/g, "");
    const exact = names[key] || names[Object.keys(names).find((n) => n.replace(/-/g, "") === bare)];
    for (const [address, title] of exact || []) show(address, title, "");
    const words_of = words.split(/\s+/);
    for (let from = 0; from < words_of.length && !exact; from += 1) {
      for (let to = Math.min(words_of.length, from + 4); to > from; to -= 1) {
        const part = names[fold(words_of.slice(from, to).join(" "))];
        for (const [address, title] of part || []) show(address, title, "");
      }
    }
  };
  const full = async (words) => {
    const pagefind = await import("./pagefind/pagefind.js");
    const answer = await pagefind.search(words);
    for (const one of answer.results.slice(0, 20)) {
      const page = await one.data();
      const plain = new DOMParser().parseFromString(page.excerpt, "text/html").body.textContent;
      show(page.url.replace(/^\//, ""), page.meta.title, plain);
    }
  };
  input.value = query;
  said.textContent = query ? "Searching…" : "";
  if (!query) return;
  named(query);
  const done = () => {
    said.textContent = shown.size ? `${shown.size} found.` : "Nothing here answers that.";
  };
  const without = () => {
    done();
    if (!shown.size) said.textContent = "Citations are found here, words are not: the full-text search needs a web server.";
  };
  full(query).then(done, without);
})();
