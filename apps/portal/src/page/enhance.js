// Everything works without this file. With it: what has changed on the server is put on the page by itself and said aloud,
// and a form is not sent twice.
document.addEventListener('submit', ({ target }) => {
  if (!(target instanceof HTMLFormElement) || target.method !== 'post') return;
  for (const button of target.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
});

/**
 * Whether somebody is filling in a form of it: what is typed is never taken away.
 * @param {Element} part
 */
const isInUse = (part) =>
  [...part.querySelectorAll('input'), ...part.querySelectorAll('textarea')].some(
    (field) => field === document.activeElement || (field.type !== 'hidden' && field.value !== field.defaultValue),
  ) || [...part.querySelectorAll('select')].some((field) => field === document.activeElement);

/**
 * Forms have keys that differ each time.
 * @param {Element} part
 */
const asShown = (part) => part.outerHTML.replaceAll(/name="key" value="[^"]*"/g, '');

/**
 * Puts what has changed on the server on the page, and says so.
 * @param {HTMLElement} main
 * @param {HTMLElement} news
 */
const readAnew = async (main, news) => {
  const answer = await fetch(location.href, { redirect: 'manual' });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const said = new Set();
  for (const part of main.querySelectorAll('[data-part]')) {
    const next = fresh.getElementById(part.id);
    if (!next || asShown(next) === asShown(part)) continue;
    if (isInUse(part)) {
      said.add(news.dataset['wait']);
      continue;
    }
    part.replaceWith(document.importNode(next, true));
    said.add([news.dataset['changed'], next.querySelector('[role=status]')?.textContent].filter(Boolean).join(' '));
  }
  const [first] = said;
  main.dataset['live'] = fresh.querySelector('main')?.dataset['live'] ?? '';
  if (typeof first === 'string') news.textContent = first;
};

/**
 * Listens for what changes while the page is seen: browsers have few connections to one host.
 * @param {HTMLElement} main
 * @param {HTMLElement} news
 */
const follow = (main, news) => {
  /** @type {EventSource | undefined} */
  let source;
  const listen = () => {
    source?.close();
    if (document.hidden) return;
    const opened = new EventSource(`/family/live?seen=${encodeURIComponent(main.dataset['live'] ?? '')}`);
    opened.addEventListener('changed', () => void readAnew(main, news).catch(() => undefined));
    opened.addEventListener('ended', () => {
      opened.close();
      news.textContent = news.dataset['ended'] ?? '';
    });
    source = opened;
  };
  document.addEventListener('visibilitychange', listen);
  listen();
};

/** @type {HTMLElement | null} */
const live = document.querySelector('main[data-live]');
/** @type {HTMLElement | null} */
const told = document.querySelector('.news');
if (live && told) follow(live, told);

/**
 * Reads the page at an address and puts its part in place of this one. Resolves to false where it could not be had.
 * @param {string} id
 * @param {string} address
 */
const renew = async (id, address) => {
  const answer = await fetch(address, { headers: { accept: 'text/html' } }).catch(() => undefined);
  const here = document.getElementById(id);
  if (!answer?.ok || !here) return false;
  const there = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id);
  if (!there) return false;
  here.replaceWith(there);
  return true;
};

const DAY_MS = 86_400_000;

/**
 * A slider beside a date.
 * @param {HTMLInputElement} range
 * @param {HTMLInputElement} date
 * @param {() => void} show
 */
const slide = (range, date, show) => {
  const first = Date.parse(range.dataset['from'] ?? '');
  if (Number.isNaN(first)) return;
  const tell = () => range.setAttribute('aria-valuetext', date.value);
  range.hidden = false;
  tell();
  range.addEventListener('input', () => {
    date.value = new Date(first + range.valueAsNumber * DAY_MS).toISOString().slice(0, 10);
    tell();
    show();
  });
  date.addEventListener('input', () => {
    const at = Date.parse(date.value);
    if (!Number.isNaN(at)) range.value = String(Math.round((at - first) / DAY_MS));
    tell();
  });
};

/**
 * What a form chooses is read while it is being chosen. One page is asked for at a time; what is chosen by then is asked
 * for next.
 * @param {HTMLFormElement} form
 * @param {string} shown
 */
const showing = (form, shown) => {
  let isReading = false;
  let isMoved = false;
  const read = async () => {
    isReading = true;
    while (isMoved) {
      isMoved = false;
      const asked = new URLSearchParams();
      for (const input of form.querySelectorAll('input'))
        if (input.name !== '' && input.value !== '') asked.set(input.name, input.value);
      const address = `${location.pathname}?${asked.toString()}`;
      if (await renew(shown, address)) history.replaceState(history.state, '', address);
      else form.requestSubmit();
    }
    isReading = false;
  };
  return () => {
    isMoved = true;
    if (!isReading) void read();
  };
};

for (const form of document.querySelectorAll('form')) {
  const { shows } = form.dataset;
  if (shows === undefined) continue;
  const show = showing(form, shows);
  for (const range of form.querySelectorAll('input'))
    for (const date of form.querySelectorAll('input'))
      if (range.dataset['slides'] !== undefined && range.dataset['slides'] === date.name) slide(range, date, show);
}

/** What goes on by itself is looked at again until it is over. */
const again = () => {
  const going = document.querySelector('[data-again]');
  if (!going) return;
  setTimeout(() => void renew(going.id, location.href).then((isThere) => (isThere ? again() : undefined)), 2000);
};
again();
