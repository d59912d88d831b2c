// A title and an icon that tell nothing, where a person has chosen to keep that on this device. A plain
// script, so that the tab never shows the others first. The page may turn it on and off by an event.

(() => {
  const root = document.documentElement;
  const icon = document.querySelector('link[rel="icon"]');
  const plain = document.currentScript.dataset.title;
  const own = { title: document.title, icon: icon.getAttribute("href"), type: icon.type };
  const PICTURE =
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect x='2.5' y='1.5' width='11' height='13' rx='1.5' fill='%23fff' stroke='%23777'/%3E%3Cpath d='M5 5h6M5 8h6M5 11h4' stroke='%23777'/%3E%3C/svg%3E";

  function kept() {
    try {
      return window.localStorage.getItem("neutral") === "1";
    } catch {
      return false;
    }
  }

  function turn(on) {
    root.toggleAttribute("data-neutral", on);
    document.title = on ? plain : own.title;
    icon.href = on ? PICTURE : own.icon;
  }

  if (kept()) turn(true);
  window.addEventListener("neutral", ({ detail }) => turn(detail));
})();
