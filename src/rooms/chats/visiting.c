#include "visiting.h"
#include "base64.h"
#include "seal_to.h"
#include <sodium.h>

enum { SECRET_BYTES = 32, PLACE_MOST = 80, COPY_MOST = 80 };

static const struct field form_fields[] = {
  F_TEXT(chat_form, place, REQUIRED, N_("Where do you live, roughly?"), .max = PLACE_MOST, .help = PLACE_HELP),
  F_TEXT(chat_form, copy,  OPTIONAL, N_("Copy the word"), .max = COPY_MOST),
};
const struct record chat_form_record = PART(chat_form, form_fields);

/* --- secrets ------------------------------------------------------------------------------------------------------------- */

const char *chat_secret(struct ctx *c, const uint8_t key[static KEY_BYTES], const char *token)
{
  uint8_t bytes[SECRET_BYTES];
  intake_secret(key, "secret of a chat", token, bytes, sizeof bytes);
  const char *const text = base64_text(&c->arena, bytes, sizeof bytes);
  sodium_memzero(bytes, sizeof bytes);
  return text;
}

/* It has 256 bits that nobody guesses: a hash without a key says nothing about it. */
static const char *secret_hash(struct ctx *c, const char *secret)
{
  static const char use[] = "kentering chat";
  uint8_t bytes[SECRET_BYTES];
  crypto_generichash(bytes, sizeof bytes, (const unsigned char *)secret, strlen(secret), (const unsigned char *)use, sizeof use - 1);
  return base64_text(&c->arena, bytes, sizeof bytes);
}

int chat_held(struct ctx *c, const char *secret, struct chat *out) { return secret ? chat_of_hash(c, secret_hash(c, secret), out) : not_there(c); }

/* --- beginning ----------------------------------------------------------------------------------------------------------- */

int chat_place_of(struct ctx *c, const char *region, struct chat_place *out)
{
  struct signup_desk desk;
  struct chat_place p = { .is = CHAT_NEVER };
  int64_t there;
  const int rc = desk_of_region(c, region, &desk);
  if (absent(c, rc)) { *out = p; return OK; }
  TRY(rc);
  TRY(hours_of_region(c, region, &p.hours));
  TRY(present_since(c, region, (struct instant){ c->now - PRESENT_MS }, &there));
  p.opens = hours_next(c, &p.hours);
  if (p.hours.count) p.is = !hours_open(c, &p.hours) ? CHAT_SHUT : there ? CHAT_OPEN : CHAT_NOBODY;
  *out = p;
  return OK;
}

int chat_intake_state(struct ctx *c, struct intake_state *out)
{
  int64_t waiting;
  TRY(chats_waiting(c, &waiting));
  TRY(intake_state(c, out));
  out->busy = out->busy || waiting >= CHAT_BUSY;
  return OK;
}

static int answer_of(struct ctx *c, struct chat_receipt *r)
{
  static const enum chat_answer answers[] = { [CHAT_NEVER] = CHAT_NOT_HERE, [CHAT_SHUT] = CHAT_NOT_NOW, [CHAT_NOBODY] = CHAT_NO_COLLEAGUE, [CHAT_OPEN] = CHAT_BEGUN };
  struct chat_place place;
  int64_t waiting;
  TRY(chat_place_of(c, r->region, &place));
  TRY(chats_waiting_in(c, r->region, &waiting));
  r->answer = answers[place.is];
  r->opens = place.opens;
  if (r->answer == CHAT_BEGUN && waiting >= CHAT_WAITING_MOST) r->answer = CHAT_FULL;
  return OK;
}

int chat_begin(struct ctx *c, const struct chat_form *f, const struct intake_proof *proof, struct chat_receipt *out)
{
  struct chat_receipt r = { .region = region_of_place(c, f->place) };
  struct intake_state state;
  struct chat there;
  if (!r.region) return fail(c, ERR_INVALID, "place", N_("We do not know this place. Write the name of your municipality, or of a region that stands on this page."));
  const int rc = chat_held(c, proof->code, &there);
  if (rc == OK) { *out = r; return OK; }                       /* sent twice */
  if (!absent(c, rc)) return rc;
  TRY(answer_of(c, &r));
  if (r.answer == CHAT_BEGUN) {
    const struct instant now = { c->now };
    TRY(chat_intake_state(c, &state));
    TRY(intake_human(c, &state, f->copy, proof->token, proof->age));
    TRY(global_insert(c, chat, &((struct chat){ .region = r.region, .state = CHAT_WAITING, .made = now, .touched = now, .spoken = now,
      .secret = secret_hash(c, proof->code), .public_key = held_key_public(c, proof->code) }), NULL));
  }
  *out = r;
  return OK;
}

/* --- going on ------------------------------------------------------------------------------------------------------------ */

int chat_touch(struct ctx *c, struct chat *chat)
{
  if (c->now - chat->touched.ms < CHAT_TOUCH_MS) return OK;
  chat->touched = (struct instant){ c->now };
  return global_update(c, chat, chat);
}

int chat_ahead(struct ctx *c, const struct chat *chat, int64_t *out) { return chats_waiting_before(c, chat, out); }

int chat_stop(struct ctx *c, struct chat *chat)
{
  uint8_t nobody[SECRET_BYTES];
  if (chat->danger != YES) return chat_end(c, chat, CHAT_STOPPED);
  c->random(nobody, sizeof nobody);
  chat->secret = base64_text(&c->arena, nobody, sizeof nobody);
  chat->state = CHAT_LEFT;
  return chat_forget(c, chat);
}

/* --- silence ------------------------------------------------------------------------------------------------------------- */

static int sweep_one(struct ctx *c, const struct chat *chat)
{
  const bool waits = chat->state == CHAT_WAITING;
  const int64_t away = c->now - chat->touched.ms, quiet = c->now - chat->spoken.ms;
  if (away <= (waits ? CHAT_WAIT_SILENT_MS : CHAT_TALK_SILENT_MS) && quiet <= CHAT_NO_WORD_MS) return OK;
  return chat_end(c, chat, waits ? CHAT_UNANSWERED : CHAT_SILENT);
}

int chats_sweep(struct ctx *c)
{
  struct chat_list old;
  struct chat_presence_list gone;
  TRY(chats_silent(c, (struct instant){ c->now - CHAT_WAIT_SILENT_MS }, (struct instant){ c->now - CHAT_NO_WORD_MS }, &old));
  for (size_t i = 0; i < old.count; i++) TRY(sweep_one(c, &old.at[i]));
  TRY(chats_danger_before(c, (struct instant){ c->now - CHAT_DANGER_KEPT_MS }, &old));
  for (size_t i = 0; i < old.count; i++) TRY(chat_forget(c, &old.at[i]));
  TRY(presences_before(c, (struct instant){ c->now - PRESENT_MS }, &gone));
  for (size_t i = 0; i < gone.count; i++) TRY(global_delete(c, chat_presence, gone.at[i].id));
  return OK;
}
