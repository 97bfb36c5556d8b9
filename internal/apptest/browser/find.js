// Finds one element as a person names it: by label, by the words on a button,
// or by CSS. Returns the element, or a string that says why there is none.
(function (ask) {
  const squeeze = (s) => (s || "").replace(/\s+/g, " ").trim();
  const bare = (s) => squeeze(s).replace(/\s*(\*|\(bắt buộc\))$/, "");
  const seen = (el) => el.checkVisibility({ visibilityProperty: true });
  const words = (el) => el.innerText || el.textContent || "";

  let root = document;
  for (const step of ask.within) {
    const fits = [...root.querySelectorAll(step.css)].filter((el) => !step.text || squeeze(words(el)).includes(step.text));
    if (fits.length === 0) return "nothing matches " + step.css + (step.text ? " with the words " + step.text : "");
    // The innermost: a row rather than the table around it.
    root = fits.find((el) => !fits.some((other) => other !== el && el.contains(other)));
  }
  const all = (css) => [...root.querySelectorAll(css)];

  const nameOf = (el) => squeeze(el.getAttribute("aria-label") || words(el) || el.value || el.title);
  const labelsOf = (el) => {
    const by = (el.getAttribute("aria-labelledby") || "").split(/\s+/).map((id) => id && document.getElementById(id));
    return [...(el.labels || []), ...by].filter(Boolean).map((l) => bare(words(l))).concat(bare(el.getAttribute("aria-label")));
  };
  const like = (list, names, what) => {
    const exact = list.filter((el) => names(el).includes(what));
    return exact.length > 0 ? exact : list.filter((el) => names(el).some((n) => n.startsWith(what)));
  };

  const isCSS = /^[#.[]|^css=/.test(ask.what) || ask.kind === "css";
  const what = ask.what.replace(/^css=/, "");
  let found;
  if (what === ":scope") return root === document ? document.documentElement : root;
  if (isCSS) {
    found = all(what);
    if (ask.kind === "css") return found[0] || "nothing matches " + what;
  } else if (ask.kind === "field") {
    const fields = all("input:not([type=hidden]), select, textarea, trix-editor");
    found = like(fields, labelsOf, bare(what));
    if (found.length === 0) found = fields.filter((el) => el.name === what);
  } else {
    const pressed = all("button, a[href], input[type=submit], input[type=button], summary, [role=button], [role=tab], [role=menuitem]");
    found = like(pressed.filter(seen), (el) => [nameOf(el)], squeeze(what));
  }
  const visible = found.filter(seen);
  if (visible.length > 0) found = visible;
  if (found.length === 0) {
    const offered = ask.kind === "field"
      ? all("input:not([type=hidden]), select, textarea").map((el) => labelsOf(el)[0] || el.name)
      : all("button, a[href], summary").filter(seen).map(nameOf);
    return "no " + ask.kind + " " + JSON.stringify(what) + "; there are: " + offered.slice(0, 60).join(" | ");
  }
  // The same words in the menu and in the page: the page's own are meant.
  const inMain = found.filter((el) => el.closest("main"));
  if (found.length > 1 && inMain.length > 0) found = inMain;
  if (found.length > 1 && !isCSS) {
    return found.length + " elements are called " + JSON.stringify(what) + ": narrow it with In";
  }
  return found[0];
})
