// Ticking rows for a bulk act: one box for all, and a count of the ticked.
export function tickRows(root) {
  for (const all of root.querySelectorAll('[data-check-all]')) {
    const form = all.form ?? all.closest('form') ?? all.closest('table');
    const boxes = () => [...form.querySelectorAll('[data-check-row]')];
    all.closest('label').hidden = false;
    const show = () => {
      const ticked = boxes().filter((box) => box.checked).length;
      all.checked = ticked > 0 && ticked === boxes().length;
      all.indeterminate = ticked > 0 && !all.checked;
      for (const text of form.querySelectorAll('[data-check-count]')) {
        text.dataset.empty ??= text.textContent;
        text.textContent = ticked ? text.dataset.checkCount.replace('{0}', ticked) : text.dataset.empty;
      }
    };
    all.addEventListener('change', () => {
      for (const box of boxes()) box.checked = all.checked;
      show();
    });
    form.addEventListener('change', (event) => {
      if (event.target.matches('[data-check-row]')) show();
    });
    show();
  }
}
