/* Comfort only: every page works without this file. */
(function () {
  'use strict';
  var page = document.documentElement;
  var exit = document.querySelector('[data-exit]');

  /* Leave at once: blank first, and leave no way back to this page. */
  function leave(event) {
    if (event) event.preventDefault();
    page.hidden = true;
    page.style.display = 'none';
    document.title = '\u200b';
    location.replace(exit.href);
  }

  if (exit) {
    var presses = 0, last = 0;
    exit.addEventListener('click', leave);
    document.addEventListener('keydown', function (event) {
      if (event.repeat) return;
      var now = Date.now();
      presses = event.key !== 'Shift' ? 0 : now - last < 1500 ? presses + 1 : 1;
      last = now;
      if (presses === 3) leave();
    });
  }

  document.querySelectorAll('[data-print]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { print(); });
  });

  /* The filters stand open beside the results, and closed above them on a phone. */
  var filters = document.querySelector('[data-wide-open]');
  if (filters) {
    var wide = matchMedia('(min-width: 60em)');
    var fit = function () { filters.open = wide.matches; };
    fit();
    wide.addEventListener('change', fit);
  }

  var summary = document.querySelector('[data-error-summary]');
  if (summary) summary.focus();
})();
