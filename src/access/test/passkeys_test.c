#include "../../base/test/sample.h"
#include "browser_key.h"
#include "software_key.h"

#define CREDENTIAL "a credential of sixteen bytes or more"
static struct ctx c;
static struct passkey_ask ask = { .rp_id = "kentering.example", .origin = "https://kentering.example" };
static EVP_PKEY *key, *stranger;
static const int algorithms[] = { ES256, EDDSA, RS256 };

static int set_up(void **state)
{
  (void)state;
  ctx_init(&c, NOW, chance_bytes, 0);
  passkey_challenge(&c, ask.challenge);
  key = software_key_new(ES256);
  stranger = software_key_new(ES256);
  return !key || !stranger;
}
static int tear_down(void **state)
{
  (void)state;
  EVP_PKEY_free(key);
  EVP_PKEY_free(stranger);
  ctx_release(&c);
  return 0;
}

/* As it should be. */
static struct ceremony right(const char *type)
{
  struct ceremony how = { .type = type, .rp_id = ask.rp_id, .origin = ask.origin, .flags = UP | UV, .count = 8 };
  if (strcmp(type, "webauthn.create") == 0) how.flags |= AT;
  memcpy(how.challenge, ask.challenge, sizeof how.challenge);
  return how;
}

static int register_as(const struct ceremony *how, struct passkey *out)
{
  return passkey_register(&c, &ask, client_data(&c, how), attestation(&c, how, CREDENTIAL, key, ES256), out);
}
static struct passkey registered(void)
{
  const struct ceremony how = right("webauthn.create");
  struct passkey known = { .sign_count = 99 };
  assert_int_equal(register_as(&how, &known), OK);
  known.sign_count = 7;
  return known;
}
static int verify_as(const struct ceremony *how, const struct passkey *known, uint32_t *count)
{
  const struct passkey_answer a = answer(&c, how, CREDENTIAL, key, ES256);
  return passkey_verify(&c, &ask, known, &a, count);
}

/* --- a ceremony ---------------------------------------------------------------------------------- */

static void a_key_that_was_registered_signs_in_with_each_algorithm(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(algorithms); i++) {
    const struct ceremony making = right("webauthn.create"), using = right("webauthn.get");
    EVP_PKEY *const mine = software_key_new(algorithms[i]);
    struct passkey known = { .sign_count = 99 };
    uint32_t count = 0;
    assert_int_equal(passkey_register(&c, &ask, client_data(&c, &making), attestation(&c, &making, CREDENTIAL, mine, algorithms[i]), &known), OK);
    assert_int_equal(known.sign_count, 8);
    assert_int_equal(known.credential.len, strlen(CREDENTIAL));
    assert_memory_equal(known.credential.at, CREDENTIAL, strlen(CREDENTIAL));
    assert_true(known.public_key.len > 40 && known.public_key.len <= PASSKEY_KEY_MOST);
    known.sign_count = 7;
    const struct passkey_answer a = answer(&c, &using, CREDENTIAL, mine, algorithms[i]);
    assert_int_equal(passkey_verify(&c, &ask, &known, &a, &count), OK);
    assert_int_equal(count, 8);
    EVP_PKEY_free(mine);
  }
}

static struct span bytes_of(const char *text)
{
  struct span out;
  assert_true(passkey_bytes(&c.arena, text, 4096, &out));
  return out;
}

static void what_a_browser_sends_is_accepted(void **state)
{
  struct passkey known;
  uint32_t count = 0;
  (void)state;
  assert_int_equal(passkey_register(&c, &browser_ask, bytes_of(browser_made_client_data), bytes_of(browser_made_attestation), &known), OK);
  assert_int_equal(known.sign_count, 1);
  const struct passkey_answer a = { bytes_of(browser_used_credential), bytes_of(browser_used_client_data), bytes_of(browser_used_authenticator_data), bytes_of(browser_used_signature) };
  assert_int_equal(passkey_verify(&c, &browser_ask, &known, &a, &count), OK);
  assert_int_equal(count, 2);
  assert_int_equal(passkey_verify(&c, &ask, &known, &a, &count), ERR_INVALID);
}

static void the_maker_s_statement_is_passed_over(void **state)
{
  /* {"alg": -7, "sig": h'0102', "x5c": [h'00', {}]} */
  static const char statement[] = "\xA3\x63" "alg\x26\x63" "sig\x42\x01\x02\x63" "x5c\x82\x41\x00\xA0";
  struct ceremony how = right("webauthn.create");
  struct passkey known;
  (void)state;
  how.format = "packed";
  how.statement = statement;
  how.statement_size = sizeof statement - 1;
  assert_int_equal(register_as(&how, &known), OK);
  how.statement_size--;                                                         /* but it must be whole */
  assert_int_equal(register_as(&how, &known), ERR_INVALID);
}

static void extensions_are_passed_over_when_announced(void **state)
{
  struct ceremony making = right("webauthn.create"), using = right("webauthn.get");
  struct passkey known = registered();
  uint32_t count;
  (void)state;
  making.extensions = using.extensions = "\xA1\x6B" "credProtect\x02";
  assert_int_equal(register_as(&making, &known), ERR_INVALID);
  assert_int_equal(verify_as(&using, &known, &count), ERR_INVALID);
  making.flags |= ED;
  using.flags |= ED;
  assert_int_equal(register_as(&making, &known), OK);
  known.sign_count = 7;
  assert_int_equal(verify_as(&using, &known, &count), OK);
  making.extensions = using.extensions = "\x02";                                /* no map */
  assert_int_equal(register_as(&making, &known), ERR_INVALID);
  assert_int_equal(verify_as(&using, &known, &count), ERR_INVALID);
}

/* --- what is refused, in both ceremonies ------------------------------------------------------------ */

static void other_type(struct ceremony *h)      { h->type = strcmp(h->type, "webauthn.get") == 0 ? "webauthn.create" : "webauthn.get"; }
static void other_origin(struct ceremony *h)    { h->origin = "https://kentering.example.evil.example"; }
static void other_scheme(struct ceremony *h)    { h->origin = "http://kentering.example"; }
static void other_port(struct ceremony *h)      { h->origin = "https://kentering.example:8443"; }
static void other_rp(struct ceremony *h)        { h->rp_id = "example"; }
static void other_challenge(struct ceremony *h) { h->challenge[31] ^= 1; }
static void nobody_there(struct ceremony *h)    { h->flags &= ~(unsigned)UP; }
static void not_recognised(struct ceremony *h)  { h->flags &= ~(unsigned)UV; }
static void backed_up_falsely(struct ceremony *h) { h->flags |= BS; }
static void in_a_frame(struct ceremony *h)      { h->extra = ",\"topOrigin\":\"https://evil.example\""; }
static void said_twice(struct ceremony *h)      { h->extra = ",\"origin\":\"https://kentering.example\""; }
static void not_json(struct ceremony *h)        { h->extra = "}{"; }
static void with_a_nul(struct ceremony *h)      { h->origin = "https://kentering.example\\u0000.evil.example"; }
static void cut_off(struct ceremony *h)         { h->extensions = "\xA1"; h->flags |= ED; }
static void bytes_behind_it(struct ceremony *h) { h->extensions = "x"; }

static void an_answer_to_anything_else_is_refused(void **state)
{
  static void (*const changes[])(struct ceremony *) = { other_type, other_origin, other_scheme, other_port, other_rp, other_challenge, nobody_there, not_recognised,
    backed_up_falsely, in_a_frame, said_twice, not_json, with_a_nul, cut_off, bytes_behind_it };
  const struct passkey known = registered();
  (void)state;
  for (size_t i = 0; i < COUNT(changes); i++) {
    struct ceremony making = right("webauthn.create"), using = right("webauthn.get");
    struct passkey out = { .sign_count = 99 };
    uint32_t count = 99;
    changes[i](&making);
    changes[i](&using);
    assert_int_equal(register_as(&making, &out), ERR_INVALID);
    assert_non_null(c.error.text);
    assert_true(out.sign_count == 99 && !out.credential.at);
    assert_int_equal(verify_as(&using, &known, &count), ERR_INVALID);
    assert_int_equal(count, 99);
  }
}

static void a_key_that_may_be_backed_up_is_accepted(void **state)
{
  struct ceremony how = right("webauthn.get");
  const struct passkey known = registered();
  uint32_t count;
  (void)state;
  how.flags |= BE | BS;
  assert_int_equal(verify_as(&how, &known, &count), OK);
}

static void another_key_or_credential_is_refused(void **state)
{
  const struct ceremony how = right("webauthn.get");
  const struct passkey known = registered();
  struct passkey_answer a = answer(&c, &how, CREDENTIAL, stranger, ES256);
  uint32_t count = 99;
  (void)state;
  assert_int_equal(passkey_verify(&c, &ask, &known, &a, &count), ERR_INVALID);
  a = answer(&c, &how, "a credential of somebody else", key, ES256);
  assert_int_equal(passkey_verify(&c, &ask, &known, &a, &count), ERR_INVALID);
  a = answer(&c, &how, "", key, ES256);
  assert_int_equal(passkey_verify(&c, &ask, &known, &a, &count), ERR_INVALID);
  assert_int_equal(count, 99);
}

static int verify_bytes(const struct passkey *known, const struct passkey_answer *a)
{
  uint32_t count;
  return passkey_verify(&c, &ask, known, a, &count);
}

/* Turns every bit of one part of an answer round, one at a time: none is accepted. */
static void flip_each_bit(const struct passkey *known, struct passkey_answer *a, struct span *part)
{
  uint8_t *const bytes = (uint8_t *)arena_text(&c.arena, (const char *)part->at, part->len);
  *part = (struct span){ bytes, part->len };
  assert_int_equal(verify_bytes(known, a), OK);
  for (size_t bit = 0; bit < 8 * part->len; bit++) {
    bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    assert_int_not_equal(verify_bytes(known, a), OK);
    bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
  }
  for (size_t len = 0; len < part->len; len++) {
    const struct span whole = *part;
    part->len = len;
    assert_int_not_equal(verify_bytes(known, a), OK);
    *part = whole;
  }
}

static void no_bit_of_an_answer_may_differ_and_none_be_missing(void **state)
{
  const struct ceremony how = right("webauthn.get");
  struct passkey known = registered();
  struct passkey_answer a = answer(&c, &how, CREDENTIAL, key, ES256);
  (void)state;
  flip_each_bit(&known, &a, &a.credential);
  flip_each_bit(&known, &a, &a.client_data);
  flip_each_bit(&known, &a, &a.authenticator_data);
  flip_each_bit(&known, &a, &a.signature);
  flip_each_bit(&known, &a, &known.public_key);
}

static void a_count_that_does_not_grow_may_be_a_copy(void **state)
{
  static const struct { uint32_t before, now; int rc; } cases[] = { { 0, 0, OK }, { 0, 1, OK }, { 7, 8, OK }, { 7, UINT32_MAX, OK }, { 7, 7, ERR_CONFLICT }, { 7, 6, ERR_CONFLICT },
    { 7, 0, ERR_CONFLICT }, { UINT32_MAX, 0, ERR_CONFLICT } };
  struct passkey known = registered();
  (void)state;
  for (size_t i = 0; i < COUNT(cases); i++) {
    struct ceremony how = right("webauthn.get");
    uint32_t count = 99;
    how.count = cases[i].now;
    known.sign_count = cases[i].before;
    assert_int_equal(verify_as(&how, &known, &count), cases[i].rc);
    assert_int_equal(count, cases[i].rc == OK ? cases[i].now : 99);
  }
}

/* --- keys that are none ---------------------------------------------------------------------------- */

static void a_key_of_another_kind_is_refused(void **state)
{
  const struct ceremony how = right("webauthn.create");
  struct passkey out;
  (void)state;
  assert_int_equal(passkey_register(&c, &ask, client_data(&c, &how), attestation(&c, &how, CREDENTIAL, key, ES256), &out), OK);
  const struct span good = attestation(&c, &how, CREDENTIAL, key, ES256);
  static const struct { const char *was, *is; size_t n; } changes[] = {
    { "\x01\x02\x03\x26", "\x01\x02\x03\x27", 4 },                              /* says EdDSA */
    { "\x01\x02\x03\x26", "\x01\x01\x03\x26", 4 },                              /* a key type that does not fit */
    { "\x01\x02\x03\x26", "\x01\x02\x03\x25", 4 },                              /* an algorithm that nobody has */
    { "\x03\x26\x20\x01", "\x03\x26\x20\x02", 4 },                              /* P-384 */
    { "\x26\x20\x01\x21", "\x26\x20\x01\x20", 4 },                              /* a part twice, another missing */
    { "\x01\x21\x58\x20", "\x01\x21\x58\x1F", 4 },                              /* a byte short */
  };
  for (size_t i = 0; i < COUNT(changes); i++) {
    uint8_t *const bytes = (uint8_t *)arena_text(&c.arena, (const char *)good.at, good.len);
    uint8_t *const at = memmem(bytes, good.len, changes[i].was, changes[i].n);
    assert_non_null(at);
    memcpy(at, changes[i].is, changes[i].n);
    assert_int_equal(passkey_register(&c, &ask, client_data(&c, &how), (struct span){ bytes, good.len }, &out), ERR_INVALID);
  }
}

static void a_stored_key_with_bytes_behind_it_is_no_key(void **state)
{
  const struct ceremony how = right("webauthn.get");
  struct passkey known = registered();
  uint32_t count;
  (void)state;
  known.public_key = (struct span){ (uint8_t *)arena_text(&c.arena, (const char *)known.public_key.at, known.public_key.len), known.public_key.len };
  assert_int_equal(verify_as(&how, &known, &count), OK);
  known.public_key.len++;                                                       /* the end of the text */
  assert_int_equal(verify_as(&how, &known, &count), ERR_INVALID);
}

static void a_point_beside_the_curve_is_refused(void **state)
{
  const struct ceremony how = right("webauthn.create");
  const struct span good = attestation(&c, &how, CREDENTIAL, key, ES256);
  uint8_t *const bytes = (uint8_t *)arena_text(&c.arena, (const char *)good.at, good.len);
  struct passkey out;
  (void)state;
  bytes[good.len - 1] ^= 1;                                                     /* the end of y */
  assert_int_equal(passkey_register(&c, &ask, client_data(&c, &how), (struct span){ bytes, good.len }, &out), ERR_INVALID);
}

static void an_attestation_cut_off_anywhere_is_refused(void **state)
{
  const struct ceremony how = right("webauthn.create");
  const struct span good = attestation(&c, &how, CREDENTIAL, key, ES256), client = client_data(&c, &how);
  struct passkey out;
  (void)state;
  for (size_t n = 0; n < good.len; n++) {
    char *const exact = malloc(n ? n : 1);                                      /* of just that size, so that reading past it is seen */
    assert_non_null(exact);
    memcpy(exact, good.at, n);
    assert_int_equal(passkey_register(&c, &ask, client, (struct span){ (uint8_t *)exact, n }, &out), ERR_INVALID);
    free(exact);
  }
  struct ceremony without = right("webauthn.create");
  without.flags &= ~(unsigned)AT;
  assert_int_equal(register_as(&without, &out), ERR_INVALID);
  assert_non_null(strstr(c.error.text, "not accepted"));                        /* rather than: of a kind that cannot be used */
}

static void what_is_too_large_is_refused_unread(void **state)
{
  struct ceremony making = right("webauthn.create"), using = right("webauthn.get");
  const struct passkey known = registered();
  const struct passkey_answer good = answer(&c, &using, CREDENTIAL, key, ES256);
  const size_t most = 1 << 20;
  char spaces[PASSKEY_CLIENT_DATA_MOST + 1];
  uint8_t *const bytes = arena_alloc(&c.arena, most);
  const struct span large = { bytes, most };
  struct passkey out;
  uint32_t count;
  (void)state;
  memset(spaces, ' ', sizeof spaces);
  spaces[PASSKEY_CLIENT_DATA_MOST] = 0;
  making.extra = using.extra = spaces;                                          /* signed, and JSON still */
  assert_int_equal(register_as(&making, &out), ERR_INVALID);
  assert_int_equal(verify_as(&using, &known, &count), ERR_INVALID);
  making.extra = using.extra = spaces + 1000;
  assert_int_equal(register_as(&making, &out), OK);
  assert_int_equal(verify_as(&using, &known, &count), OK);
  struct passkey_answer a = good;
  a.authenticator_data = large;
  assert_int_equal(verify_bytes(&known, &a), ERR_INVALID);
  a = good;
  a.signature = large;
  assert_int_equal(verify_bytes(&known, &a), ERR_INVALID);
  assert_int_equal(passkey_register(&c, &ask, client_data(&c, &making), large, &out), ERR_INVALID);
}

/* --- texts ----------------------------------------------------------------------------------------- */

static void bytes_go_to_the_page_and_back(void **state)
{
  struct span out = { NULL, 7 };
  (void)state;
  for (size_t n = 1; n < 40; n++) {
    uint8_t bytes[40];
    chance_bytes(bytes, n);
    const char *const text = passkey_text(&c.arena, (struct span){ bytes, n });
    assert_int_equal(strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), strlen(text));
    assert_true(passkey_bytes(&c.arena, text, n, &out));
    assert_int_equal(out.len, n);
    assert_memory_equal(out.at, bytes, n);
    assert_false(passkey_bytes(&c.arena, text, n - 1, &out));
  }
  static const char *const wrong[] = { NULL, "", "=", "AA==", "A", "AB", "AA A", "AA+A", "AA/A", "AAAA\n" };
  for (size_t i = 0; i < COUNT(wrong); i++) assert_false(passkey_bytes(&c.arena, wrong[i], 100, &out));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_key_that_was_registered_signs_in_with_each_algorithm),
    cmocka_unit_test(what_a_browser_sends_is_accepted),
    cmocka_unit_test(the_maker_s_statement_is_passed_over),
    cmocka_unit_test(extensions_are_passed_over_when_announced),
    cmocka_unit_test(an_answer_to_anything_else_is_refused),
    cmocka_unit_test(a_key_that_may_be_backed_up_is_accepted),
    cmocka_unit_test(another_key_or_credential_is_refused),
    cmocka_unit_test(no_bit_of_an_answer_may_differ_and_none_be_missing),
    cmocka_unit_test(a_count_that_does_not_grow_may_be_a_copy),
    cmocka_unit_test(a_key_of_another_kind_is_refused),
    cmocka_unit_test(a_stored_key_with_bytes_behind_it_is_no_key),
    cmocka_unit_test(a_point_beside_the_curve_is_refused),
    cmocka_unit_test(an_attestation_cut_off_anywhere_is_refused),
    cmocka_unit_test(what_is_too_large_is_refused_unread),
    cmocka_unit_test(bytes_go_to_the_page_and_back),
  };
  return cmocka_run_group_tests_name("passkeys", tests, set_up, tear_down);
}
