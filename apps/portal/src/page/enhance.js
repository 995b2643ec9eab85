// Everything works without this file. With it: what has changed on the server is put on the page by itself and said aloud,
// and a form is not sent twice.
document.addEventListener('submit', ({ target }) => {
  if (target.method !== 'post') return;
  for (const button of target.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
});

const main = document.querySelector('main[data-live]');
const news = document.querySelector('.news');
let source;

/** Whether somebody is filling in a form of it: what is typed is never taken away. */
const isInUse = (part) =>
  [...part.querySelectorAll('input:not([type=hidden]), select, textarea')].some(
    (field) =>
      field === document.activeElement || (field.defaultValue !== undefined && field.value !== field.defaultValue),
  );

/** Forms have keys that differ each time. */
const asShown = (part) => part.outerHTML.replaceAll(/name="key" value="[^"]*"/g, '');

const readAnew = async () => {
  const answer = await fetch(location.href, { redirect: 'manual' });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  let said = '';
  for (const part of main.querySelectorAll('[data-part]')) {
    const next = fresh.getElementById(part.id);
    if (!next || asShown(next) === asShown(part)) continue;
    if (isInUse(part)) said = news.dataset.wait;
    else {
      part.replaceWith(document.importNode(next, true));
      said ||= [news.dataset.changed, next.querySelector('[role=status]')?.textContent].filter(Boolean).join(' ');
    }
  }
  main.dataset.live = fresh.querySelector('main').dataset.live;
  if (said) news.textContent = said;
};

const listen = () => {
  source?.close();
  if (document.hidden) return;
  source = new EventSource(`/family/live?seen=${encodeURIComponent(main.dataset.live)}`);
  source.addEventListener('changed', () => void readAnew().catch(() => undefined));
  source.addEventListener('ended', () => {
    source.close();
    news.textContent = news.dataset.ended;
  });
};

if (main && news) {
  // Browsers have few connections to one host: pages that nobody sees leave theirs to others.
  document.addEventListener('visibilitychange', listen);
  listen();
}
