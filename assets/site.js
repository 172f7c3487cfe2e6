/* Comfort only: every page works without this file. */
(function () {
  'use strict';
  var page = document.documentElement;
  var exit = document.querySelector('[data-exit]');

  /* A mark for this tab that somebody left: going back shows none of the pages before either. It holds nothing else, and
     goes when the site is opened anew. */
  function mark(left) {
    try {
      if (left === undefined) return sessionStorage.getItem('left');
      if (left) sessionStorage.setItem('left', '1'); else sessionStorage.removeItem('left');
    } catch (refused) { /* no storage, no mark */ }
  }

  /* Leave at once: blank first, and leave no way back to this page. */
  function leave(event) {
    if (event) event.preventDefault();
    mark(true);
    page.hidden = true;
    page.style.display = 'none';
    document.title = '\u200b';
    location.replace(exit.href);
  }

  if (exit) {
    var entry = performance.getEntriesByType && performance.getEntriesByType('navigation')[0];
    if (mark() && entry && entry.type === 'back_forward') leave(); else mark(false);
    addEventListener('pageshow', function (event) { if (event.persisted && mark()) leave(); });

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
