// The few comforts a script adds; every page works without it.
window.DATASETTE_ALLOW_FACET = true; // asked for by Datasette's own table.js

// On a document page, n and p go to the next and previous value that was read from it.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) return;
  const step = { n: 1, p: -1 }[event.key];
  const values = [...document.querySelectorAll(".side a.value")];
  if (!step || !values.length) return;
  const here = values.findIndex((a) => a.closest("li").hasAttribute("aria-current"));
  values[(here + step + values.length) % values.length].click();
});

// The list beside a document shows the value that is marked in it.
const side = document.querySelector(".side");
const current = side?.querySelector("[aria-current]");
if (current) side.scrollTop = current.offsetTop - side.offsetTop - side.clientHeight / 3;
