// Files can be dropped on the form.
const form = document.getElementById("add");
const drop = form?.querySelector(".drop");
const input = form?.querySelector("input[type=file]");
for (const name of ["dragenter", "dragover"]) {
  form?.addEventListener(name, (dragged) => { dragged.preventDefault(); drop.classList.add("over"); });
}
form?.addEventListener("dragleave", () => drop.classList.remove("over"));
form?.addEventListener("drop", (dropped) => {
  dropped.preventDefault();
  drop.classList.remove("over");
  if (dropped.dataTransfer.files.length) input.files = dropped.dataTransfer.files;
});
