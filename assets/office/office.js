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
document.addEventListener("htmx:responseError", () => location.reload());
// Work that is watched goes on unseen when the program was ended: that is said.
document.addEventListener("htmx:sendError", () => {
  document.querySelectorAll("[data-lost]").forEach((told) => { told.hidden = false; });
});
// Buttons that only those without a script need go.
document.documentElement.classList.add("has-script");
