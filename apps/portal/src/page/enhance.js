// Everything works without this file. With it: a table reads itself anew when the server says that something has changed,
// and a form is not sent twice.
for (const form of document.querySelectorAll('form[method="post"]'))
  form.addEventListener('submit', () => {
    for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
  });
