// Shows the ties of the knot that is pointed at.
const svg = document.querySelector(".network");
const frame = svg?.parentElement;
if (frame) frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2; // where it is narrow, the middle comes first
for (const knot of svg?.querySelectorAll("a") ?? []) {
  const point = (on) => {
    svg.classList.toggle("pointed", on);
    for (const tie of svg.querySelectorAll("path")) {
      tie.classList.toggle("on", on && (tie.dataset.a === knot.dataset.key || tie.dataset.b === knot.dataset.key));
    }
  };
  for (const name of ["mouseenter", "focus"]) knot.addEventListener(name, () => point(true));
  for (const name of ["mouseleave", "blur"]) knot.addEventListener(name, () => point(false));
}
