// Small comforts; every page works without them.

// A button beside a text copies it. The older way is for pages without https.
async function copy(source) {
  source.select();
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(source.value);
  } else {
    document.execCommand("copy");
  }
}

document.querySelectorAll("[data-copy]").forEach((button) => {
  const told = button.parentElement.querySelector("[data-copied-text]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await copy(document.getElementById(button.dataset.copy));
    told.textContent = told.dataset.copiedText;
  });
});

// A choice that shows its result at once.
document.querySelectorAll("select[data-submit]").forEach((select) => {
  select.addEventListener("change", () => select.form.requestSubmit());
});

// What must be mended is read first.
document.querySelector(".error-summary")?.focus();

// Ctrl-K goes to the search box, also from a text field; / does so where nothing is typed, and can be turned off.
const slashIsOff = () => localStorage.getItem("slash") === "off";
const isTyping = (place) => Boolean(place.closest("input, textarea, select, [contenteditable]"));
const isSlash = (event) =>
  event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && !slashIsOff();
document.querySelectorAll("button[data-slash]").forEach((button) => {
  const tell = () => button.setAttribute("aria-pressed", String(!slashIsOff()));
  button.addEventListener("click", () => {
    localStorage.setItem("slash", slashIsOff() ? "on" : "off");
    tell();
  });
  button.hidden = false;
  tell();
});
document.addEventListener("keydown", (event) => {
  if (((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") || isSlash(event)) {
    const box = document.getElementById("page-q") || document.getElementById("header-q");
    event.preventDefault();
    box.focus();
    box.select();
  }
});
