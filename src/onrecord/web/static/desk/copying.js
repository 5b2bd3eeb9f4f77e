// Buttons with data-copy="#id" copy the text of that element and say so, for eyes and for screen readers.

const SAID_MS = 4000;

export function startCopying() {
  const said = Object.assign(document.createElement("p"), { className: "said-aloud" });
  said.setAttribute("role", "status");
  document.body.append(said);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-copy]");
    const source = button && document.getElementById(button.dataset.copy.slice(1));
    if (source) copy(source).then((words) => say(said, words));
  });
}

async function copy(source) {
  try {
    await navigator.clipboard.writeText(source.innerText.trim());
    return "Copied.";
  } catch {
    // Browsers refuse where the page is not on a secure address, or by the reader's own settings.
    getSelection().selectAllChildren(source);
    return "The browser does not let pages copy. The text is selected: copy it with the keyboard.";
  }
}

let timer;
function say(said, words) {
  said.textContent = words;
  clearTimeout(timer);
  timer = setTimeout(() => (said.textContent = ""), SAID_MS);
}
