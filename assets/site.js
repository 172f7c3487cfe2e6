/* Comfort only: every page works without this file. */
(function () {
  'use strict';
  var page = document.documentElement;
  var exit = document.querySelector('[data-exit]');
  var leaving = false;                          /* from then on nothing else may load a page: it would undo the leaving */

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
    leaving = true;
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

  /* --- a talk: new lines come by themselves, and what is being typed stays ------------------------------------ */

  var OFTEN = 4000, SELDOM = 15000, CALM = { credentials: 'same-origin', mode: 'same-origin' };

  function ask(path) {
    return fetch(path, CALM).then(function (answer) {
      if (!answer.ok) throw answer;
      return answer.text();
    }).then(function (text) { return new DOMParser().parseFromString(text, 'text/html'); });
  }

  function talk(box) {
    var list = box.querySelector('ol'), words = document.querySelector('[data-talk-words]'), lost = document.querySelector('[data-talk-lost]');
    var form = document.querySelector('[data-talk-form]'), timer = 0, asking = false;

    function take(news) {
      if (leaving) return;
      if (!news) throw news;
      if (news.dataset.state !== box.dataset.state) { location.reload(); return; }
      if (words && words.textContent !== news.dataset.words) words.textContent = news.dataset.words;
      news.querySelectorAll('li').forEach(function (line) { if (+line.dataset.number > +box.dataset.last) list.append(line); });
      if (+news.dataset.last > +box.dataset.last && form) form.scrollIntoView({ block: 'nearest' });
      box.dataset.last = Math.max(+news.dataset.last, +box.dataset.last);
      lost.hidden = true;
    }
    function look() {
      clearTimeout(timer);
      if (asking) return;
      asking = true;
      ask(box.dataset.talk + '?na=' + box.dataset.last).then(function (page) { take(page.querySelector('[data-state]')); })
        .catch(function () { lost.hidden = false; })
        .then(function () { asking = false; timer = setTimeout(look, document.hidden ? SELDOM : OFTEN); });
    }
    timer = setTimeout(look, OFTEN);
    document.addEventListener('visibilitychange', function () { if (!document.hidden) look(); });
    if (!form) return;
    form.addEventListener('submit', function (event) {
      var text = form.querySelector('textarea'), sent = text.value, button = form.querySelector('button');
      if (!sent.trim() || form.querySelector('[aria-invalid]')) return;
      event.preventDefault();
      if (button.disabled) return;
      button.disabled = true;
      fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'same-origin', mode: 'same-origin', redirect: 'manual' }).then(function (answer) {
        button.disabled = false;
        if (leaving) return;
        if (answer.type !== 'opaqueredirect') { form.submit(); return; }
        if (text.value === sent) text.value = '';
        text.focus();
        look();
      }).catch(function () { button.disabled = false; lost.hidden = false; });
    });
  }
  document.querySelectorAll('[data-talk]').forEach(talk);

  /* A part of a page that is looked at anew; its title says how many wait. */
  document.querySelectorAll('[data-live]').forEach(function (part) {
    var title = document.title;
    function show() { document.title = (+part.dataset.waiting ? '(' + part.dataset.waiting + ') ' : '') + title; }
    function again() {
      ask(part.dataset.live).then(function (page) {
        var now = page.getElementById(part.id);
        if (!now) return;
        var mine = part.querySelectorAll('input[name=form_token]'), clean = function (e) { return e.textContent.replace(/\s+/g, ' '); };
        if (clean(now) !== clean(part)) {
          var held = part.contains(document.activeElement) && document.activeElement.form;
          part.replaceChildren.apply(part, Array.from(now.childNodes));
          part.querySelectorAll('form').forEach(function (form) { if (held && form.action === held.action) form.querySelector('button').focus(); });
        }
        else now.querySelectorAll('input[name=form_token]').forEach(function (input, i) { if (mine[i]) mine[i].value = input.value; });
        part.dataset.waiting = now.dataset.waiting;
        show();
      }).catch(function () { /* the next turn */ }).then(function () { setTimeout(again, document.hidden ? SELDOM : 2 * OFTEN); });
    }
    show();
    setTimeout(again, OFTEN);
  });

  var summary = document.querySelector('[data-error-summary]');
  if (summary) summary.focus();
})();
