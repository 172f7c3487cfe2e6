/* The code to follow, change or withdraw a sign-up. */
#include "intake.h"
#include "base32.h"
#include "ids.h"
#include "seal_to.h"
#include "text.h"
#include <sodium.h>

void intake_secret(const uint8_t key[static KEY_BYTES], const char *use, const char *token, uint8_t *out, size_t n)
{
  crypto_generichash_state state;
  crypto_generichash_init(&state, key, KEY_BYTES, n);
  crypto_generichash_update(&state, (const unsigned char *)use, strlen(use) + 1);
  crypto_generichash_update(&state, (const unsigned char *)token, strlen(token));
  crypto_generichash_final(&state, out, n);
}

const char *follow_code(struct ctx *c, const uint8_t key[static KEY_BYTES], const char *token)
{
  uint8_t bytes[FOLLOW_BYTES];
  intake_secret(key, "follow code of a sign-up", token, bytes, sizeof bytes);
  return base32_text(&c->arena, base32_readable, bytes, sizeof bytes, 4, '-');
}

enum { CODE_LETTERS = FOLLOW_BYTES * 8 / 5 };

/* What people mistake for another letter of the alphabet. */
static char letter_of(char ch)
{
  if (ch >= 'a' && ch <= 'z') ch = (char)(ch - 'a' + 'A');
  return ch == 'O' ? '0' : ch == 'I' || ch == 'L' ? '1' : ch == 'U' ? 'V' : ch;
}

static int no_code(struct ctx *c) { return fail(c, ERR_INVALID, "code", N_("We do not know this code. Type it as it stood on the page, or sign up again.")); }

/* It has 160 random bits: a hash without a key says nothing about it. */
int follow_hash(struct ctx *c, const char *typed, const char **hash)
{
  static const char use[] = "kentering sign-up";
  char code[CODE_LETTERS + 1] = { 0 };
  uint8_t bytes[32];
  size_t n = 0;
  for (const char *at = typed ? typed : ""; *at; at++) {
    if (strchr(" -\t\r\n.", *at)) continue;
    const char ch = letter_of(*at);
    if (n == CODE_LETTERS || !strchr(base32_readable, ch)) return no_code(c);
    code[n++] = ch;
  }
  if (n != CODE_LETTERS) return no_code(c);
  crypto_generichash(bytes, sizeof bytes, (const unsigned char *)code, n, (const unsigned char *)use, sizeof use - 1);
  char *const out = arena_alloc(&c->arena, sizeof bytes * 2 + 1);
  *hash = sodium_bin2hex(out, sizeof bytes * 2 + 1, bytes, sizeof bytes);
  return OK;
}

int follow_find(struct ctx *c, const char *typed, struct signup_follow *out)
{
  const char *hash;
  TRY(follow_hash(c, typed, &hash));
  const int rc = follow_of_hash(c, hash, out);
  return absent(c, rc) ? no_code(c) : rc;
}

static int not_any_more(struct ctx *c) { return fail(c, ERR_INVALID, NULL, N_("This sign-up is closed. Sign up again if you want to be called.")); }

static int add_box(struct ctx *c, const struct signup_follow *f, enum box_kind kind, const char *text)
{
  struct signup_desk desk;
  struct signup_box box = { .region = f->region, .follow = f->id, .kind = kind, .at = { c->now } };
  box.id = id_in_time(c);
  if (text) {
    const int rc = desk_of_region(c, f->region, &desk);
    if (absent(c, rc)) return not_any_more(c);
    TRY(rc);
    box.epoch = desk.epoch;
    TRY(seal_to_desk(c, desk.public_key, text, &box.sealed));
  }
  return global_insert(c, signup_box, &box, NULL);
}

int follow_change(struct ctx *c, const struct follow_change_form *f)
{
  struct signup_follow follow;
  struct buf text = { .wipe = true };
  TRY(follow_find(c, f->code, &follow));
  if (!f->reach || !reach_normal(c, f->reach)) return fail(c, ERR_INVALID, "reach", NO_REACH);
  if (follow_is_over(&follow)) return not_any_more(c);
  if (follow.changes.n >= FOLLOW_CHANGES_MOST) return fail(c, ERR_INVALID, NULL, N_("You changed it so often that we cannot keep up. Tell us when we call."));
  form_query(signup_told, &((struct signup_told){ .reach = f->reach, .hours = f->hours }), &text);
  const int rc = add_box(c, &follow, BOX_CHANGE, buf_text(&text));
  buf_release(&text);
  TRY(rc);
  follow.changes = num(follow.changes.n + 1);
  return global_update(c, signup_follow, &follow);
}

/* What waits to be taken in says who it was: it goes first. */
static int drop_boxes(struct ctx *c, struct id follow, bool *taken)
{
  struct signup_box_list boxes;
  *taken = true;
  TRY(boxes_of(c, follow, &boxes));
  for (size_t i = 0; i < boxes.count; i++) {
    if (boxes.at[i].kind == BOX_NEW) *taken = false;
    TRY(global_delete(c, signup_box, boxes.at[i].id));
  }
  return OK;
}

int follow_withdraw(struct ctx *c, const char *code)
{
  struct signup_follow follow;
  bool taken;
  TRY(follow_find(c, code, &follow));
  if (follow_is_over(&follow)) return OK;
  TRY(drop_boxes(c, follow.id, &taken));
  if (taken) TRY(add_box(c, &follow, BOX_WITHDRAW, NULL));
  follow.state = FOLLOW_WITHDRAWN;
  follow.over = (struct instant){ c->now };
  return global_update(c, signup_follow, &follow);
}
