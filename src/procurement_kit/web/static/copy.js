// Buttons that copy a value; without scripts the values are selectable fields.
const told = document.querySelector("[data-copied]");

async function copy(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // Without a safe connection there is no clipboard; the old way copies what is selected.
    document.execCommand("copy");
  }
  told.textContent = "";
  told.textContent = told.dataset.done;
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(document.getElementById(button.dataset.copy)));
}
