// Review by single keys, by the place of the key, so that a Persian keyboard does as well; spans from a selection.
const KEYS = { KeyR: "key-R", KeyW: "key-W", KeyS: "key-S", KeyU: "key-U", KeyA: "article", KeyT: "key-T", KeyM: "key-M", KeyJ: "key-J", KeyN: "key-N" };
const typing = (element) => element.matches("input:not([type=checkbox]), select, textarea");

document.addEventListener("keydown", (pressed) => {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.repeat || typing(pressed.target)) return;
  const target = document.getElementById(KEYS[pressed.code]);
  if (!target) return;
  pressed.preventDefault();
  if (target.matches("input")) target.focus();
  else target.click();
});

// The form of an event: one to be mended, or one that the reading missed.
const mend = document.getElementById("event-form");
const opener = document.querySelector("[aria-controls=event-form]");
const whole = document.getElementById("whole");

function show(open) {
  mend.hidden = !open;
  opener.setAttribute("aria-expanded", String(open));
  if (!open) { opener.focus(); return; }
  whole.focus();
  const [at] = mend.querySelectorAll('[name="mentions-0-start"]');
  const units = unitsOf(Number(at?.value || 0));
  whole.setSelectionRange(units, units);
}
opener?.addEventListener("click", () => show(mend.hidden));
document.getElementById("event-form-close")?.addEventListener("click", () => show(false));
// Not the attribute readonly: it would take away the caret, and with it the selection by keyboard.
whole?.addEventListener("beforeinput", (typed) => typed.preventDefault());
mend?.addEventListener("keydown", (pressed) => { if (pressed.key === "Escape") show(false); });

// Offsets are code points of the text as received; a text field counts UTF-16 units, and of the two characters of a
// line's end (CR LF) it keeps one. The places of these, as the field counts them:
const returns = (whole?.dataset.returns ?? "").split(" ").filter(Boolean).map(Number);
const pointsOf = (units) => {
  const points = [...whole.value.slice(0, units)].length;
  return points + returns.filter((place) => place < points).length;
};
const unitsOf = (points) => {
  const kept = points - returns.filter((place, before) => place + before < points).length;
  return [...whole.value].slice(0, kept).join("").length;
};

// The modes of the chosen type.
mend?.querySelector("[name=type]").addEventListener("change", (changed) => {
  for (const some of mend.querySelectorAll("[data-modes-of]")) {
    some.hidden = some.disabled = some.dataset.modesOf !== changed.target.value;
  }
});

mend?.addEventListener("click", (clicked) => {
  const row = clicked.target.closest(".span-row");
  if (!row) return;
  const [start, end] = row.querySelectorAll("input[type=hidden]");
  const output = row.querySelector("output");
  if (clicked.target.matches(".remove")) {
    start.value = end.value = "";
    output.textContent = "";
  } else if (clicked.target.matches(".take") && whole.selectionEnd > whole.selectionStart) {
    if (!start.value) another(row);
    start.value = pointsOf(whole.selectionStart);
    end.value = pointsOf(whole.selectionEnd);
    output.textContent = whole.value.slice(whole.selectionStart, whole.selectionEnd);
  }
});

// The last row of a list is empty: once it is filled, a further one follows.
function another(row) {
  if (!row.dataset.row || row.nextElementSibling) return;
  const copy = row.cloneNode(true);
  const [field, index] = row.dataset.row.split("-");
  copy.dataset.row = `${field}-${Number(index) + 1}`;
  for (const one of copy.querySelectorAll("[name]")) one.name = one.name.replace(row.dataset.row, copy.dataset.row);
  row.after(copy);
}

// The queue leads here to add what was missed.
if (mend && location.hash === "#missed") show(true);
