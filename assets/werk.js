/* For signed-in pages. Comfort only, but for passkeys, which a browser gives to nothing else than a script.
 *
 * <form data-passkey="register|sign-in" data-challenge data-rp-id [data-credentials="id id …"] data-failed data-unable …>
 *   register also: data-rp-name data-user-id data-user-name data-user-label
 *   inside: a hidden [role=alert]; the button in a hidden [data-passkey-ready]; why there is no button in
 *   [data-passkey-without]; hidden fields: client_data and attestation, or client_data, authenticator_data, signature, credential
 * <form data-draft="/where"> with [data-draft-state data-saved="Saved at %s" data-failed="…"] in it
 *   Fields marked data-draft-never, passwords and files stay out.
 * <input type="file" data-shrink>  a picture is made smaller before it goes. */
(function () {
  'use strict';

  /* --- bytes as base64url ------------------------------------------------------------ */

  function bytes(text) {
    return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), function (ch) { return ch.charCodeAt(0); });
  }
  function text(buffer) {
    return btoa(Array.from(new Uint8Array(buffer), function (b) { return String.fromCharCode(b); }).join(''))
      .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }

  /* --- passkeys ------------------------------------------------------------------------- */

  function credentials(form) {
    return (form.dataset.credentials || '').split(' ').filter(Boolean).map(function (id) { return { type: 'public-key', id: bytes(id) }; });
  }

  function register(form) {
    var d = form.dataset;
    return navigator.credentials.create({ publicKey: {
      challenge: bytes(d.challenge),
      rp: { id: d.rpId, name: d.rpName },
      user: { id: bytes(d.userId), name: d.userName, displayName: d.userLabel },
      pubKeyCredParams: [-7, -8, -257].map(function (alg) { return { type: 'public-key', alg: alg }; }),
      excludeCredentials: credentials(form),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      attestation: 'none'
    } });
  }

  function signIn(form) {
    var d = form.dataset;
    return navigator.credentials.get({ publicKey: {
      challenge: bytes(d.challenge), rpId: d.rpId, allowCredentials: credentials(form), userVerification: 'required'
    } });
  }

  function fill(form, key) {
    var found = { client_data: key.response.clientDataJSON, attestation: key.response.attestationObject, credential: key.rawId,
      authenticator_data: key.response.authenticatorData, signature: key.response.signature };
    Object.keys(found).forEach(function (name) {
      var field = form.elements[name];
      if (field && found[name]) field.value = text(found[name]);
    });
  }

  function passkey(form) {
    var alert = form.querySelector('[role=alert]'), ready = form.querySelector('[data-passkey-ready]'), without = form.querySelector('[data-passkey-without]');
    var busy = false;
    function say(what) {
      alert.textContent = what || '';
      alert.hidden = !what;
    }
    if (without) without.hidden = true;
    if (!window.PublicKeyCredential) { say(form.dataset.unable); return; }
    ready.hidden = false;
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      if (busy) return;
      busy = true;
      say('');
      Promise.resolve(form).then(form.dataset.passkey === 'register' ? register : signIn).then(function (key) {
        fill(form, key);
        HTMLFormElement.prototype.submit.call(form);
      }).catch(function () {
        busy = false;
        say(form.dataset.failed);
      });
    });
    /* Back shows the form as it was left: its answer has been used. */
    addEventListener('pageshow', function (event) { if (event.persisted) location.reload(); });
  }

  /* --- photos ------------------------------------------------------------------------------ */

  var SIDE = 640;

  /* Photos from a phone are larger than a form may be: a smaller one goes, upright and without place or time. */
  function shrink(input) {
    input.addEventListener('change', function () {
      var file = input.files[0];
      if (!file || !window.createImageBitmap || !window.DataTransfer) return;
      createImageBitmap(file).then(function (picture) {
        var scale = Math.min(1, SIDE / Math.min(picture.width, picture.height)), canvas = document.createElement('canvas');
        canvas.width = Math.round(picture.width * scale);
        canvas.height = Math.round(picture.height * scale);
        canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
        canvas.toBlob(function (blob) {
          var files = new DataTransfer();
          if (!blob || input.files[0] !== file) return;
          files.items.add(new File([blob], file.name, { type: 'image/jpeg' }));
          input.files = files.files;
        }, 'image/jpeg', 0.9);
      }).catch(function () { /* the form says what is wrong with it */ });
    });
  }

  /* --- drafts ------------------------------------------------------------------------------ */

  var PAUSE = 2000, AGAIN = 30000;

  function draft(form) {
    var state = form.querySelector('[data-draft-state]'), timer = 0, changed = false, saving = false, sent = false;

    function fields() {
      var data = new URLSearchParams();
      new FormData(form).forEach(function (value, name) { if (typeof value === 'string') data.append(name, value); });
      form.querySelectorAll('input[type=password], [data-draft-never]').forEach(function (field) { data.delete(field.name); });
      return data;
    }
    function show(what) {
      if (!state) return;
      state.textContent = (what || '').replace('%s', new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' }));
    }
    /* One at a time, so that an older one cannot arrive last. An answer from elsewhere is the sign-in page. */
    function save(leaving) {
      clearTimeout(timer);
      if (!changed || sent || (saving && !leaving)) return;
      changed = false;
      saving = true;
      fetch(form.dataset.draft, { method: 'POST', body: fields(), credentials: 'same-origin', mode: 'same-origin', keepalive: !!leaving }).then(function (answer) {
        if (!answer.ok || answer.redirected) throw answer;
        show(state && state.dataset.saved);
        saving = false;
        if (changed) later(PAUSE);
      }).catch(function () {
        saving = false;
        changed = true;
        show(state && state.dataset.failed);
        later(AGAIN);
      });
    }
    function later(pause) {
      clearTimeout(timer);
      timer = setTimeout(save, pause);
    }
    function typed() {
      changed = true;
      later(PAUSE);
    }
    form.addEventListener('input', typed);
    form.addEventListener('change', typed);
    form.addEventListener('submit', function (event) { if (!event.defaultPrevented) { sent = true; clearTimeout(timer); } });
    addEventListener('pageshow', function () { sent = false; });
    document.addEventListener('visibilitychange', function () { if (document.visibilityState === 'hidden') save(true); });
  }

  document.querySelectorAll('form[data-passkey]').forEach(passkey);
  document.querySelectorAll('form[data-draft]').forEach(draft);
  document.querySelectorAll('input[data-shrink]').forEach(shrink);
})();
