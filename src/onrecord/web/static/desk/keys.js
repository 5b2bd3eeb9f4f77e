// Single keys: "/" to the search box, "j" and "k" along the items of lists marked data-list, "?" for the dialog that
// lists them. They can be switched off there, as WCAG 2.1.4 asks: whoever speaks to a computer types by accident.

const SETTING = "onrecord-keys";

export function startKeys() {
  const dialog = document.querySelector("dialog[data-keys]");
  const used = dialog?.querySelector("[data-keys-used]");
  if (used) {
    used.checked = recall() !== "off";
    used.addEventListener("change", () => remember(used.checked ? "on" : "off"));
  }
  document.addEventListener("click", (event) => {
    const id = event.target.closest?.("button[data-opens]")?.dataset.opens;
    if (id) document.getElementById(id)?.showModal();
  });
  document.addEventListener("keydown", (event) => {
    if (used?.checked !== false && !isTyping(event)) act(event, dialog);
  });
}

function isTyping(event) {
  const at = event.target;
  return (
    event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing ||
    at.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || document.querySelector("dialog[open]")
  );
}

function act(event, dialog) {
  const acts = {
    "/": () => focus(document.querySelector("[data-search], input[type=search]")),
    j: () => step(1),
    k: () => step(-1),
    "?": () => open(dialog),
  };
  if (Object.hasOwn(acts, event.key) && acts[event.key]()) event.preventDefault();
}

function open(dialog) {
  dialog?.showModal();
  return dialog;
}

function step(by) {
  const items = [...document.querySelectorAll("[data-list] > *")].filter((item) => item.checkVisibility());
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[at < 0 ? (by > 0 ? 0 : -1) : at + by];
  if (!next) return null;
  const target = next.querySelector("a[href]") ?? next;
  if (target === next) next.tabIndex = -1;
  return focus(target);
}

function focus(element) {
  element?.focus();
  element?.scrollIntoView({ block: "nearest" });
  element?.select?.();
  return element;
}

// Where the reader lets pages keep nothing, the keys are on each time.
function recall() {
  try {
    return localStorage.getItem(SETTING);
  } catch {
    return null;
  }
}

function remember(value) {
  try {
    localStorage.setItem(SETTING, value);
  } catch {
    // Kept for this page only.
  }
}
