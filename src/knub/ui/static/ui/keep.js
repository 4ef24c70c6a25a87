// A text that must not be lost when the connection drops: it stays in the browser, with the key of its form and with
// what was ticked and chosen beside it, until the page shows that it has been stored. The key makes what is sent twice
// one. Without this a form is sent as any other.

const names = (form) => `keep:${form.dataset.keep}`;
const textOf = (form) => form.querySelector("textarea");
const keyOf = (form) => form.querySelector("input[name$=key]");
const choicesOf = (form) => [...form.querySelectorAll("input[type=checkbox], input[type=radio], option")];
const switchOf = (choice) => (choice.tagName === "OPTION" ? "selected" : "checked");
const choiceOf = (choice) => `${(choice.closest("select") || choice).name}=${choice.value}`;
const chosenOf = (form) => choicesOf(form).filter((choice) => choice[switchOf(choice)]).map(choiceOf);

function bind(root) {
  root.querySelectorAll("form[data-keep]").forEach((form) => {
    bringBack(form, root);
    form.addEventListener("input", () => keep(form));
    form.addEventListener("change", () => keep(form));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  });
}

// Nothing is kept of a form that is as it was: no text, nothing ticked, and the empty choice of each list.
function keep(form) {
  const [typed, chosen] = [textOf(form).value, chosenOf(form)];
  if (typed.trim() || chosen.some((one) => !one.endsWith("="))) {
    localStorage.setItem(names(form), JSON.stringify({ text: typed, key: keyOf(form).value, chosen }));
  } else {
    localStorage.removeItem(names(form));
  }
}

// What was typed and chosen comes back with its key, unless the page shows that it is stored already.
function bringBack(form, root) {
  const kept = JSON.parse(localStorage.getItem(names(form)) || "null");
  if (!kept) {
    return;
  }
  if (root.querySelector(`[data-kept="${CSS.escape(kept.key)}"]`)) {
    localStorage.removeItem(names(form));
  } else if (!textOf(form).value) {
    textOf(form).value = kept.text;
    keyOf(form).value = kept.key;
    choose(form, kept.chosen || []);
    say(form, "back");
  }
}

function choose(form, chosen) {
  choicesOf(form).forEach((choice) => {
    choice[switchOf(choice)] = chosen.includes(choiceOf(choice));
  });
}

async function send(form) {
  const button = form.querySelector("button[type=submit]");
  const typed = new FormData(form);
  if (form.dataset.waiting === "yes") {
    return;
  }
  typed.append(button.name, button.value);
  form.dataset.waiting = "yes";
  say(form, "sending");
  try {
    const answer = await fetch(form.action, { method: "POST", body: typed });
    if (answer.status >= 500) {
      throw new Error(answer.status);
    }
    turn(form, new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    keep(form);
    say(form, "failed");
    window.addEventListener("online", () => send(form), { once: true });
  } finally {
    delete form.dataset.waiting;
  }
}

// The answer is this page again, with what was written on it or with what must be mended.
function turn(form, page) {
  const main = page.querySelector("main");
  const where = form.dataset.keep;
  document.querySelector("main").replaceWith(main);
  bind(main);
  const again = [...main.querySelectorAll("form[data-keep]")].find((one) => one.dataset.keep === where);
  (main.querySelector(".error-summary") || main.querySelector(".alert") || main).setAttribute("tabindex", "-1");
  (main.querySelector(".error-summary") || main.querySelector(".alert") || main).focus({ preventScroll: true });
  again?.scrollIntoView({ block: "center" });
}

function say(form, what) {
  const line = form.querySelector("[data-keep-line]");
  line.textContent = line.dataset[what];
}

bind(document);
