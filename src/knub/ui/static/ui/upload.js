// A form that sends a file shows how far it is, and tells at once when a file is too large.
// Without this the form is sent as any other, and the server says the same.

function bind(root) {
  root.querySelectorAll("form[data-upload]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!isTooLarge(form)) {
        send(form);
      }
    });
  });
}

function isTooLarge(form) {
  const box = form.querySelector("[data-largest]");
  const file = box.files[0];
  const found = Boolean(file) && file.size > Number(box.dataset.largest);
  say(form, found ? "tooLarge" : "");
  box.toggleAttribute("aria-invalid", found);
  if (found) {
    box.focus();
  }
  return found;
}

function send(form) {
  const request = new XMLHttpRequest();
  const button = form.querySelector("button[type=submit]");
  const bar = form.querySelector("progress");
  const ended = () => {
    button.disabled = false;
    bar.hidden = true;
    say(form, "failed");
  };
  button.disabled = true;
  bar.hidden = false;
  request.upload.addEventListener("progress", (event) => show(form, bar, event));
  request.addEventListener("load", () => (request.status < 500 ? turn(request) : ended()));
  request.addEventListener("error", ended);
  request.open("POST", form.action);
  request.responseType = "document";
  request.send(new FormData(form));
}

// Said aloud at every quarter only.
function show(form, bar, { loaded, total }) {
  const percent = Math.floor((100 * loaded) / total);
  bar.value = percent;
  say(form, percent < 100 ? "sending" : "checking", Math.floor(percent / 25) * 25);
}

function say(form, what, percent) {
  const line = form.querySelector("[data-upload-line]");
  const text = what ? line.dataset[what].replace("{n}", percent) : "";
  if (line.textContent !== text) {
    line.textContent = text;
  }
}

// The answer is a page: the next one, or this one with what must be mended.
function turn(request) {
  const answer = request.response;
  const main = answer.querySelector("main");
  document.title = answer.title;
  document.querySelector("main").replaceWith(main);
  history.pushState(null, "", request.responseURL);
  bind(main);
  (main.querySelector(".error-summary") || main).focus();
}

window.addEventListener("popstate", () => location.reload());
bind(document);
