import { createHash } from 'node:crypto';

/** Never needed: it saves clicks. Facets apply at once, charts tell their values, and what is new since the last visit is marked. */
export const SCRIPT = `
'use strict';
(function () {
  var keep = 'backboard-place';
  function store(kind) { try { return window[kind]; } catch (e) { return null; } }
  var session = store('sessionStorage'), local = store('localStorage');
  function read(from, key) { try { return from && from.getItem(key); } catch (e) { return null; } }
  function write(to, key, value) { try { if (to) to.setItem(key, value); } catch (e) { return; } }

  var form = document.getElementById('search');
  var facets = document.getElementById('filters');
  if (form && facets && window.matchMedia('(min-width:60.01rem)').matches) {
    var said = facets.querySelector('[data-said]');
    if (said) said.textContent = 'Filters apply as you choose them.';
    facets.addEventListener('change', function (event) {
      var input = event.target;
      if (!input || (input.type !== 'checkbox' && input.type !== 'radio' && input.tagName !== 'SELECT')) return;
      var open = [];
      facets.querySelectorAll('details').forEach(function (group) { if (group.id && group.open) open.push(group.id); });
      write(session, keep, JSON.stringify({ id: input.id, y: window.scrollY, open: open }));
      form.requestSubmit();
    });
    var place = read(session, keep);
    if (place) {
      try {
        session.removeItem(keep);
        place = JSON.parse(place);
        place.open.forEach(function (id) { var group = document.getElementById(id); if (group) group.open = true; });
        var back = document.getElementById(place.id);
        if (back) back.focus({ preventScroll: true });
        window.scrollTo({ top: place.y, behavior: 'instant' });
      } catch (e) { place = null; }
    }
  }

  var cards = document.querySelector('.cards[data-newest]');
  if (cards && cards.dataset.newest === 'yes') {
    var seenKey = 'backboard-seen', visitKey = 'backboard-visit';
    var since = read(session, visitKey);
    if (since === null) {
      since = read(local, seenKey) || '';
      write(session, visitKey, since);
    }
    write(local, seenKey, cards.dataset.now);
    if (since) {
      var list = Array.prototype.slice.call(cards.children);
      var newOf = function (card) { return card.dataset.seen.split(' ').filter(function (at) { return at > since; }).length; };
      var first = list.find(function (card) { return !newOf(card); });
      var before = first ? list.indexOf(first) : 0;
      var fresh = list.reduce(function (sum, card) { return sum + newOf(card); }, 0);
      if (before && list.slice(before).every(function (card) { return !newOf(card); })) {
        var line = document.createElement('li');
        line.className = 'fresh';
        line.textContent = '\\u2191 ' + fresh + ' new since your last visit';
        cards.insertBefore(line, first);
      }
    }
  }

  document.querySelectorAll('svg.chart[data-reads]').forEach(function (chart) {
    var out = document.getElementById(chart.dataset.reads);
    if (!out) return;
    var marks = Array.prototype.slice.call(chart.querySelectorAll('[data-value]')), at = -1;
    function tell(mark) {
      marks.forEach(function (one) { one.classList.toggle('on', one === mark); });
      at = marks.indexOf(mark);
      out.textContent = mark.dataset.value;
    }
    out.setAttribute('aria-live', 'polite');
    chart.setAttribute('tabindex', '0');
    chart.addEventListener('mouseover', function (event) {
      var mark = event.target.closest('[data-value]');
      if (mark) tell(mark);
    });
    chart.addEventListener('focus', function () { if (at < 0 && marks[0]) tell(marks[0]); });
    chart.addEventListener('keydown', function (event) {
      var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step || !marks[at + step]) return;
      event.preventDefault();
      tell(marks[at + step]);
    });
  });

  document.querySelectorAll('[data-zone]').forEach(function (input) {
    try { if (!input.dataset.set) input.value = Intl.DateTimeFormat().resolvedOptions().timeZone || input.value; } catch (e) { return; }
  });
})();
`.trim();

export const SCRIPT_HREF = `/assets/script.${createHash('sha256').update(SCRIPT).digest('hex').slice(0, 12)}.js`;
