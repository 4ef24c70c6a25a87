// Small comforts; every page works without them.
document.querySelectorAll("[data-copy]").forEach((button) => {
  const source = document.getElementById(button.dataset.copy);
  const told = button.parentElement.querySelector("[data-copied-text]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    source.select();
    await navigator.clipboard.writeText(source.value);
    told.textContent = told.dataset.copiedText;
  });
});

document.querySelectorAll("select[data-submit]").forEach((select) => {
  select.addEventListener("change", () => select.form.requestSubmit());
});

// Ctrl-K goes to the search box, also from a text field; no single-key shortcuts.
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    const box = document.getElementById("page-q") || document.getElementById("header-q");
    event.preventDefault();
    box.focus();
    box.select();
  }
});
