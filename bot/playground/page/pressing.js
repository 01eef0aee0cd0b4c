// One press is one act. What a button does can put another one in its place within the pause between the two
// clicks of a finger, or while a key is still down; what comes then was meant for the first one.

const CONTROLS = "button, a[href], [role=option]";

let first = null;

const controlAt = (event) => event.target.closest?.(CONTROLS) ?? null;

/** The second click of a double click counts only for the very control that the first one hit. */
function checkClick(event) {
  const control = controlAt(event);
  if (event.detail <= 1) first = control;
  else if (control !== first) ignore(event);
}

/** A key that is held presses nothing again; in a text it goes on writing. */
function checkKey(event) {
  if (event.repeat && ["Enter", " "].includes(event.key) && !writes(event)) ignore(event);
}

function writes({ key, shiftKey, ctrlKey, metaKey, target }) {
  if (key === " ") return target.matches("textarea, input");
  return target.matches("textarea") && !ctrlKey && !metaKey && (shiftKey || !target.closest(".composer"));
}

function ignore(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

document.addEventListener("click", checkClick, true);
document.addEventListener("keydown", checkKey, true);
