"use strict";
const all = (query, root = document) => [...root.querySelectorAll(query)];
const marksOf = (id) => all(`.mark`).filter((mark) => mark.dataset.of.split(" ").includes(id));
let current = "";

function choose(id, { from }) {
  all(".on").forEach((element) => element.classList.remove("on"));
  const finding = document.getElementById(id);
  if (!finding) return;
  current = id;
  finding.classList.add("on");
  const marks = marksOf(id);
  marks.forEach((mark) => mark.classList.add("on"));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  if (from === "essay") finding.scrollIntoView({ block: "nearest", behavior: calm });
  else if (marks[0]) marks[0].scrollIntoView({ block: "center", behavior: calm });
}

function step(by) {
  const shown = all(".finding:not(.off)");
  if (!shown.length) return;
  const at = shown.findIndex((finding) => finding.id === current);
  const next = shown[(at + by + shown.length) % shown.length];
  choose(next.id, { from: "list" });
  next.querySelector("a").focus({ preventScroll: true });
}

function filter() {
  const off = new Set(all("fieldset input:not(:checked)").map((box) => box.value));
  const hidden = (element) => off.has(element.dataset.category) || off.has(element.dataset.severity);
  all(".finding").forEach((finding) => finding.classList.toggle("off", hidden(finding)));
  const gone = new Set(all(".finding.off").map((finding) => finding.id));
  all(".mark").forEach((mark) => mark.classList.toggle("off", mark.dataset.of.split(" ").every((id) => gone.has(id))));
  document.getElementById("shown").textContent = `${all(".finding:not(.off)").length} of ${all(".finding").length} shown`;
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest(".mark");
  if (mark) { event.preventDefault(); choose(mark.dataset.of.split(" ")[0], { from: "essay" }); return; }
  const card = event.target.closest("a.rule");
  if (card) {
    event.preventDefault();
    const dialog = document.querySelector("dialog");
    dialog.querySelector("div").innerHTML = document.querySelector(card.getAttribute("href") + " div").innerHTML;
    dialog.setAttribute("aria-label", card.textContent);
    dialog.showModal();
    return;
  }
  const place = event.target.closest("a.place");
  if (place) {
    event.preventDefault();
    choose(place.closest(".finding").id, { from: "essay" });
    const target = document.getElementById(place.getAttribute("href").slice(1));
    target.scrollIntoView({ block: "center" });
    return;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});
all("fieldset input").forEach((box) => box.addEventListener("change", filter));
filter();
