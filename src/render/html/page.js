'use strict';
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const cards = all('.card');
  const say = (output, shown, total) => {
    output.textContent = output.dataset.say.replace('{shown}', shown).replace('{all}', total);
  };

  // Filter of findings. A group stays as long as one of its findings does.
  const filter = document.querySelector('#findings .filter');
  if (filter) {
    const apply = () => {
      const severities = all('input[name=s]:checked', filter).map(box => box.value);
      const table = filter.elements.t.value.replace(/^.*t/, '');
      const rule = filter.elements.r.value;
      let shown = 0;
      for (const card of cards) {
        const fits = severities.includes(card.dataset.s)
          && (!table || card.dataset.t.includes(` ${table} `))
          && (!rule || card.dataset.r === rule);
        card.hidden = !fits;
        if (fits) shown += 1;
      }
      for (const group of all('.group')) {
        const left = all('.card', group).filter(card => !card.hidden);
        group.hidden = left.length === 0;
        const more = group.querySelector('.more');
        if (more) {
          const inside = all('.card', more).some(card => !card.hidden);
          more.hidden = !inside;
          const lead = group.querySelector(':scope > .card');
          if (inside && lead && lead.hidden) more.open = true;
        }
      }
      say(filter.querySelector('output'), shown, cards.length);
    };
    filter.addEventListener('input', apply);
    filter.addEventListener('submit', event => event.preventDefault());
    filter.addEventListener('reset', () => setTimeout(apply));
    apply();
  }

  // Filter of reports.
  const reports = document.querySelector('#reports .filter');
  if (reports) {
    const rows = all('.reports tbody tr');
    const apply = () => {
      const words = reports.elements.q.value.trim().toLowerCase();
      const bad = reports.elements.bad.checked;
      let shown = 0;
      for (const row of rows) {
        row.hidden = (bad && !row.classList.contains('bad'))
          || !row.textContent.toLowerCase().includes(words);
        if (!row.hidden) shown += 1;
      }
      say(reports.querySelector('output'), shown, rows.length);
    };
    reports.addEventListener('input', apply);
    reports.addEventListener('submit', event => event.preventDefault());
    apply();
  }

  // Jumps: what is folded away or filtered out is brought back first.
  const reveal = target => {
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === 'DETAILS') node.open = true;
      if (node.hidden) node.hidden = false;
    }
  };
  const jump = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    reveal(target);
    target.scrollIntoView({ block: target.tagName === 'TD' ? 'center' : 'start', inline: 'center', behavior: 'instant' });
    if (target.hasAttribute('tabindex')) target.focus({ preventScroll: true });
  };
  addEventListener('hashchange', jump);
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]');
    // A second click on the same link changes no address.
    if (link && link.getAttribute('href') === location.hash) jump();
  });
  jump();

  // Rows left out of an excerpt come from the whole table.
  document.addEventListener('click', event => {
    const button = event.target.closest('.gap button');
    if (!button) return;
    const gap = button.closest('tr');
    const { table, from, to } = button.dataset;
    const whole = document.getElementById(table);
    if (!whole) return;
    for (const row of all('tr[data-i]', whole)) {
      const index = Number(row.dataset.i);
      if (index < Number(from) || index > Number(to)) continue;
      const copy = row.cloneNode(true);
      all('[id]', copy).forEach(cell => cell.removeAttribute('id'));
      all('td', copy).forEach(cell => cell.classList.remove('e', 's'));
      gap.before(copy);
    }
    gap.remove();
  });

  // j and k walk through the findings that are shown.
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== 'j' && event.key !== 'k')) return;
    if (event.target.closest('input, select, textarea')) return;
    const shown = cards.filter(card => card.offsetParent !== null);
    if (shown.length === 0) return;
    const here = shown.findIndex(card => card.contains(document.activeElement));
    const step = event.key === 'j' ? 1 : -1;
    const next = here < 0 ? (step > 0 ? 0 : shown.length - 1) : here + step;
    const card = shown[Math.min(Math.max(next, 0), shown.length - 1)];
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'start' });
  });

  // On a narrow screen the contents begin folded; on paper everything is open.
  const menu = document.querySelector('nav .menu');
  if (menu && matchMedia('(max-width: 900px)').matches) menu.open = false;
  addEventListener('beforeprint', () => all('#findings details.more, .report').forEach(part => { part.open = true; }));
})();
