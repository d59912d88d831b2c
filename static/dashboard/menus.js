// Menus made of <details>: one open at a time; Escape and a click elsewhere close them.

export function mindMenus(root = document) {
  const open = () => [...root.querySelectorAll("details.menu[open]")];
  root.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target) || event.target.closest("a.menu-item")) menu.open = false;
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      event.preventDefault();
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
