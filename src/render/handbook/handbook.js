"use strict";
(() => {
  const input = document.querySelector(".find input"), none = document.querySelector(".none");
  const rules = [...document.querySelectorAll(".rule")], parts = [...document.querySelectorAll("main section")];
  const links = new Map([...document.querySelectorAll("nav li a")].map(a => [a.hash.slice(1), a]));
  const narrow = matchMedia("(max-width:900px)");
  const menu = document.querySelector(".menu");
  if (narrow.matches) menu.open = false;
  input.addEventListener("input", () => {
    const words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const rule of rules) {
      const text = rule.textContent.toLowerCase();
      rule.hidden = !words.every(word => text.includes(word));
      const link = links.get(rule.id);
      if (link) link.parentElement.hidden = rule.hidden;
      if (!rule.hidden) shown++;
    }
    for (const part of parts) part.hidden = ![...part.querySelectorAll(".rule")].some(rule => !rule.hidden);
    for (const part of document.querySelectorAll(".part")) {
      part.hidden = ![...part.querySelectorAll("li")].some(item => !item.hidden);
      if (words.length) part.open = true;
    }
    none.hidden = shown > 0;
  });
  menu.addEventListener("click", event => { if (narrow.matches && event.target.closest("li a")) menu.open = false; });
  const seen = new IntersectionObserver(entries => {
    for (const entry of entries) if (entry.isIntersecting) {
      document.querySelector("nav a.here")?.classList.remove("here");
      const link = links.get(entry.target.id);
      if (!link) continue;
      link.classList.add("here");
      if (!narrow.matches) {
        const part = link.closest(".part");
        if (!input.value) for (const other of document.querySelectorAll(".part[open]")) if (other !== part) other.open = false;
        part.open = true;
        const nav = document.querySelector("nav"), box = link.getBoundingClientRect(), frame = nav.getBoundingClientRect();
        if (box.top < frame.top + 60 || box.bottom > frame.bottom) nav.scrollTop += box.top - frame.top - frame.height / 2;
      }
    }
  }, { rootMargin: "-10% 0px -75% 0px" });
  for (const rule of rules) seen.observe(rule);
})();
