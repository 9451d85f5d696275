"use strict";
// The page works without this: it adds sorting, finding, a label at the pointer, and marks the whole passage
// that a link leads to.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const shown = (row) => row.getClientRects().length > 0;

  const tell = (part, words) => {
    const rows = all("tbody tr", part);
    part.querySelector(".status").textContent =
      `${rows.filter(shown).length} of ${rows.length} countries${words ? `, ${words}` : ""}`;
  };

  const order = (head, place, part) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    const numeric = place === 1 || head.hasAttribute("data-numeric");
    const body = part.querySelector("tbody");
    const key = (row) => row.cells[place].dataset.key || "";
    const compare = (one, other) =>
      numeric ? key(one) - key(other) : key(one).localeCompare(key(other), "en", { sensitivity: "base" });
    body.append(...all("tr", body).sort((one, other) => (down ? -1 : 1) * compare(one, other)));
    all("th", head.parentNode).forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    tell(part, `sorted by ${head.textContent.toLowerCase()}, ${down ? "descending" : "ascending"}`);
  };

  const find = (part) => {
    const wanted = part.querySelector("input[type=search]").value.toLowerCase().trim();
    all("tbody tr", part).forEach((row) => {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
    });
    tell(part);
  };

  all(".verdicts").filter((part) => part.querySelector("table")).forEach((part) => {
    all("thead th", part).forEach((head, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => order(head, place, part));
      head.append(button);
    });
    part.querySelector(".search").hidden = false;
    part.addEventListener("input", () => find(part));
  });

  // A link to a row that the filter hides would lead nowhere.
  const reveal = (row) => {
    const part = row.closest(".verdicts");
    if (!part || shown(row)) return;
    part.querySelector("input[value=all]").checked = true;
    part.querySelector("input[type=search]").value = "";
    find(part);
    row.scrollIntoView();
  };

  const arrive = () => {
    all(".current").forEach((mark) => mark.classList.remove("current"));
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    if (target.matches("tr")) reveal(target);
    all("[data-e]").forEach((mark) => {
      mark.classList.toggle("current", mark.dataset.e.split(" ").includes(id));
    });
  };
  addEventListener("hashchange", arrive);
  arrive();

  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("aria-hidden", "true");
  tip.hidden = true;
  document.body.append(tip);
  let leaving;

  const show = (link) => {
    clearTimeout(leaving);
    const name = document.createElement("b");
    const label = link.getAttribute("aria-label");
    const border = label.lastIndexOf(": ");
    name.textContent = label.slice(0, border);
    tip.replaceChildren(name, document.createElement("br"), label.slice(border + 2));
    tip.className = `tip ${link.getAttribute("class")}`;
    tip.hidden = false;
    const box = link.getBoundingClientRect();
    const sheet = link.ownerSVGElement.getBoundingClientRect();
    const middle = (Math.max(box.left, sheet.left) + Math.min(box.right, sheet.right)) / 2;
    const left = Math.min(Math.max(middle - tip.offsetWidth / 2, 4), document.documentElement.clientWidth - tip.offsetWidth - 4);
    const top = Math.max(box.top, sheet.top) - tip.offsetHeight;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${Math.max(top, 4) + scrollY}px`;
  };
  const hide = () => {
    tip.hidden = true;
  };
  const leave = () => {
    leaving = setTimeout(hide, 150);
  };

  all(".sheet a").forEach((link) => {
    const title = link.querySelector("title");
    link.setAttribute("aria-label", title.textContent);
    title.remove(); // or the browser would show it as well
    link.addEventListener("mouseenter", () => show(link));
    link.addEventListener("focus", () => show(link));
    link.addEventListener("mouseleave", leave);
    link.addEventListener("blur", hide);
  });
  tip.addEventListener("mouseenter", () => clearTimeout(leaving));
  tip.addEventListener("mouseleave", leave);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
})();
