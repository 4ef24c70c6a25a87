// Drag a card to another group: ticks it, chooses the group and presses the form's own button. Without this, or by
// keyboard, one ticks, chooses and presses oneself.

document.querySelectorAll("form[data-drag]").forEach((form) => {
  const cards = form.querySelectorAll("[data-card]");
  let dragged = null;

  form.querySelectorAll("[data-drag-hint]").forEach((hint) => hint.removeAttribute("hidden"));
  cards.forEach((card) => {
    card.draggable = true;
    card.addEventListener("dragstart", (event) => {
      dragged = card;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", card.textContent.trim());
    });
    card.addEventListener("dragend", () => {
      dragged = null;
    });
  });

  form.querySelectorAll("[data-drop]").forEach((group) => {
    group.addEventListener("dragover", (event) => {
      if (dragged && !group.contains(dragged)) {
        event.preventDefault();
        group.classList.add("is-over");
      }
    });
    group.addEventListener("dragleave", () => group.classList.remove("is-over"));
    group.addEventListener("drop", (event) => {
      event.preventDefault();
      move(form, dragged, group.dataset.drop);
    });
  });
});

// A card that is ticked takes the other ticked ones with it.
function move(form, card, group) {
  const box = card.querySelector("input");
  if (!box.checked) {
    form.querySelectorAll("[data-card] input").forEach((other) => {
      other.checked = other === box;
    });
  }
  form.querySelector("select[name=to]").value = group;
  form.requestSubmit(form.querySelector("button[value=move]"));
}
