// Adding to the folder without leaving the place: the form works without this, by going and coming back.

const form = document.getElementById("collect");

form?.addEventListener("submit", async (event) => {
  const button = event.submitter;
  // A new folder must be told to the page, so it is loaded again.
  if (!button || button.name !== "place" || !form.elements.folder.value) return;
  event.preventDefault();
  if (button.ariaDisabled === "true") return;
  const sign = button.classList.contains("plus");
  const say = (text) => {
    if (sign) button.title = text;
    else button.textContent = text;
    const live = document.getElementById("live");
    if (live) live.textContent = text;
  };
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form, button)),
      redirect: "manual",
    });
    if (answer.type !== "opaqueredirect") throw new Error(String(answer.status));
    if (sign) button.textContent = "✓";
    say(`✓ ${form.dataset.added}`);
    // It keeps the focus, so that a reader at the keyboard goes on from here.
    button.ariaDisabled = "true";
  } catch {
    say(form.dataset.failed);
  }
});
