// <div data-drop> around a file input: drop a file on it, see its name and size before sending.
const lang = document.documentElement.lang || 'id';
const megabytes = new Intl.NumberFormat(lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 });

function describe(zone) {
  const input = zone.querySelector('input[type="file"]');
  const names = [...input.files].map((file) => `${file.name} (${megabytes.format(file.size / 1e6)} MB)`);
  zone.querySelector('[data-chosen]').textContent = names.join(', ');
  zone.classList.toggle('has-file', names.length > 0);
}

document.addEventListener('change', (event) => {
  const zone = event.target.closest?.('[data-drop]');
  if (zone && event.target.type === 'file') describe(zone);
});
for (const kind of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  document.addEventListener(kind, (event) => {
    const zone = event.target.closest?.('[data-drop]');
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle('is-over', kind === 'dragenter' || kind === 'dragover');
    if (kind !== 'drop' || !event.dataTransfer.files.length) return;
    zone.querySelector('input[type="file"]').files = event.dataTransfer.files;
    describe(zone);
  });
}
