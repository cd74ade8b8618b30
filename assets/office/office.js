// What the page does beyond htmx: where the eye and a screen reader go after something was put into it.
const lookThere = () => {
  const told = document.querySelector("[data-focus]");
  if (told) {
    told.removeAttribute("data-focus");
    told.focus({ preventScroll: true });
    told.scrollIntoView({ block: "nearest" });
  }
};
document.addEventListener("htmx:afterSettle", lookThere);
// A whole page may have something to be told, too.
lookThere();
// An answer that is no page of ours (a partner that is gone) is shown instead of being swallowed.
// A page on which something was typed stays: it would be lost.
document.addEventListener("htmx:responseError", () => {
  if (!document.getElementById("data-form")) location.reload();
});
// Work that is watched goes on unseen when the program was ended: that is said.
document.addEventListener("htmx:sendError", () => {
  document.querySelectorAll("[data-lost]").forEach((told) => { told.hidden = false; });
});
// Copying: the clipboard belongs to the browser, no link or form reaches it.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const said = document.getElementById("copied");
  try {
    const kinds = { "text/plain": new Blob([source.textContent], { type: "text/plain" }) };
    if (button.dataset.formatted) {
      const answer = await fetch(button.dataset.formatted);
      if (!answer.ok) throw new Error(answer.status);
      kinds["text/html"] = new Blob([await answer.text()], { type: "text/html" });
    }
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
    said.textContent = button.dataset.done;
  } catch {
    // It is not allowed: the text is marked, for the keys to copy it.
    source.closest("details")?.setAttribute("open", "");
    getSelection().selectAllChildren(source);
    said.textContent = button.dataset.failed;
  }
});
// One box for all boxes of a name.
document.addEventListener("change", ({ target }) => {
  const all = target.closest("form")?.querySelector("[data-all]");
  if (!all) return;
  const boxes = [...all.form.querySelectorAll(`input[name="${all.dataset.all}"]`)];
  if (target === all) boxes.forEach((box) => { box.checked = all.checked; });
  const ticked = boxes.filter((box) => box.checked).length;
  all.checked = ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
});
// Problems of a form that is looked at while it is filled in: each goes beside its field, wherever that is, those that are
// gone go, and a screen reader hears at a field that it is wrong.
document.addEventListener("htmx:afterSettle", () => {
  const told = document.querySelector("[data-troubles]");
  if (!told) return;
  const troubles = new Map([...told.querySelectorAll("[data-for]")].map((one) => [one.dataset.for, one]));
  document.querySelectorAll("[id^='problem-']").forEach((place) => {
    const text = troubles.get(place.id)?.innerHTML ?? "";
    if (place.innerHTML !== text) place.innerHTML = text;
  });
  document.querySelectorAll("[aria-describedby*='problem-']").forEach((field) => {
    const ids = field.getAttribute("aria-describedby").split(" ");
    if (ids.some((id) => troubles.get(id)?.hasAttribute("data-wrong"))) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  });
});
// Buttons that only those without a script need go.
document.documentElement.classList.add("has-script");
