// Small comforts on pages that work without them: copying a citation, "/" to the search box,
// and a table of contents that follows the reader.

const announce = (message) => {
  const live = document.getElementById("live");
  if (live) live.textContent = message;
};

const copy = async (text) => {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.className = "vh";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("the browser refused to copy");
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  // The page is served under whatever name its reader uses, so the address is completed here.
  const link = new URL(button.dataset.link, document.baseURI).href;
  const before = button.textContent;
  try {
    await copy(`${button.dataset.copy} ${link}`);
    button.textContent = button.dataset.done;
    announce(button.dataset.done);
  } catch {
    button.textContent = button.dataset.failed;
    announce(button.dataset.failed);
  }
  setTimeout(() => { button.textContent = before; }, 1800);
});

for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const box = document.querySelector("input[name=q]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// Filters apply at once where the form says so; its button stays for those without JavaScript.
for (const form of document.querySelectorAll("form[data-auto]")) {
  form.addEventListener("change", (event) => { if (event.target.tagName === "SELECT") form.requestSubmit(); });
  // An address without empty parameters is one that a person can read.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
}

// Why a hit was found takes the server a moment: it is asked for when its reader opens it.
for (const details of document.querySelectorAll("details[data-load]")) {
  details.addEventListener("toggle", async () => {
    const body = details.querySelector(".why-body");
    if (!details.open || body.dataset.asked) return;
    body.dataset.asked = "yes";
    body.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(details.dataset.load);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const reasons = page.querySelector("[data-reasons]");
      if (!answer.ok || !reasons) throw new Error(answer.statusText);
      body.replaceChildren(document.adoptNode(reasons));
    } catch {
      // The link to the page of reasons stays; opening it again tries again.
      delete body.dataset.asked;
      announce(details.dataset.failed);
    }
    body.removeAttribute("aria-busy");
  });
}

const toc = document.querySelector(".toc");
if (toc && "IntersectionObserver" in window) {
  const links = new Map();
  for (const link of toc.querySelectorAll("a[href^='#']")) links.set(decodeURIComponent(link.hash.slice(1)), link);
  const seen = new Set();
  const order = [...links.keys()];
  let current = null;
  const follow = new IntersectionObserver((entries) => {
    for (const entry of entries) entry.isIntersecting ? seen.add(entry.target.id) : seen.delete(entry.target.id);
    const id = order.filter((each) => seen.has(each)).at(-1);
    if (!id || links.get(id) === current) return;
    current?.removeAttribute("aria-current");
    current = links.get(id);
    current.setAttribute("aria-current", "true");
    const box = toc.getBoundingClientRect();
    const item = current.getBoundingClientRect();
    if (item.top < box.top + 40 || item.bottom > box.bottom - 40) toc.scrollTop += item.top - box.top - box.height / 3;
  }, { rootMargin: "0px 0px -75% 0px" });
  for (const id of order) {
    const part = document.getElementById(id);
    if (part) follow.observe(part);
  }
  toc.addEventListener("click", (event) => {
    // On a phone the table of contents is folded over the text: close it when it has been used.
    const toggle = document.getElementById("toc-toggle");
    if (event.target.closest("a") && toggle) toggle.checked = false;
  });
}
