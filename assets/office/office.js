// What the page does beyond htmx: where the eye and a screen reader go after something was put into it.
document.addEventListener("htmx:afterSettle", (event) => {
  const told = document.querySelector("[data-focus]");
  if (told) {
    told.removeAttribute("data-focus");
    told.focus({ preventScroll: true });
    told.scrollIntoView({ block: "nearest" });
    return;
  }
  const form = event.detail.elt && document.activeElement === document.body && document.getElementById("lang");
  if (form) form.focus();
});
// An answer that is no page of ours (a partner that is gone) is shown instead of being swallowed.
document.addEventListener("htmx:responseError", () => location.reload());
// A card that a link led to is shown whole.
document.documentElement.classList.add("has-script");
