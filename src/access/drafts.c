#include "base64.h"
#include "drafts.h"
#include "drafts_internal.h"
#include "ids.h"
#include "seal.h"
#include "text.h"
#include <sodium.h>

enum { SEALED_MOST = 2 * DRAFT_BYTES + 128 };

/* A log: what is typed but not sent is nobody's file yet. */
static const struct field fields[] = {
  F_REF (draft, account, REQUIRED, account, N_("Colleague")),
  F_TEXT(draft, path,    REQUIRED, N_("Page"), .max = 300),
  F_TEXT(draft, body,    REQUIRED | SECRET, N_("What was typed"), .max = 2 * SEALED_MOST),
  F_TIME(draft, made,    REQUIRED, N_("Made")),
};
const struct record draft_record = RECORD_(draft, fields, .log = true);

static struct seal_place place_of(const struct draft *d, const struct account *a) { return (struct seal_place){ "draft", "body", d->id, a->compartment, 1 }; }

/* --- what is not kept ---------------------------------------------------------------------------------------- */

static int hex_digit(char ch) { return ch >= '0' && ch <= '9' ? ch - '0' : (ch | 32) >= 'a' && (ch | 32) <= 'f' ? (ch | 32) - 'a' + 10 : -1; }

/* Whether the field's name, decoded, holds one of the words, or is one that says nothing else ("postcode" is kept). */
static bool left_out(struct ctx *c, const char *name, size_t n)
{
  static const char *const words[] = { "password", "wachtwoord", "form_token", "passkey", "totp", "recovery", "secret" }, *const whole[] = { "code", "token", "pin" };
  char *const plain = arena_alloc(&c->arena, n + 1), *p = plain;
  for (size_t i = 0; i < n; i++) {
    const bool coded = name[i] == '%' && i + 2 < n && hex_digit(name[i + 1]) >= 0 && hex_digit(name[i + 2]) >= 0;
    const char ch = coded ? (char)(unsigned char)(hex_digit(name[i + 1]) * 16 + hex_digit(name[i + 2])) : name[i];
    *p++ = ch >= 'A' && ch <= 'Z' ? (char)(ch | 32) : ch;
    i += coded ? 2 : 0;
  }
  for (size_t i = 0; i < COUNT(words); i++) if (strstr(plain, words[i])) return true;
  for (size_t i = 0; i < COUNT(whole); i++) if (strcmp(plain, whole[i]) == 0) return true;
  return false;
}

static const char *worth_keeping(struct ctx *c, const char *body)
{
  struct buf b = { 0 };
  while (*body) {
    const size_t n = strcspn(body, "&"), name = strcspn(body, "=&");
    if (n && !left_out(c, body, name)) {
      if (b.len) put_char(&b, '&');
      put_mem(&b, body, n);
    }
    body += n + (body[n] == '&');
  }
  return buf_to_arena(&c->arena, &b);
}

/* --- keeping ------------------------------------------------------------------------------------------------- */

/* The earlier one of the same path goes, and the oldest of too many. `all` is newest first. */
static int make_room(struct ctx *c, const struct draft_list *all, const char *path)
{
  size_t kept = 0;
  for (size_t i = 0; i < all->count; i++) {
    if (strcmp(all->at[i].path, path) != 0 && kept < DRAFTS_MOST - 1) { kept++; continue; }
    TRY(global_delete(c, draft, all->at[i].id));
  }
  return OK;
}

int draft_save(struct ctx *c, struct id account, const char *path, const char *body)
{
  struct draft new = { .id = id_random(c), .account = account, .path = path, .made = { c->now } };
  struct draft_list all;
  struct account a;
  struct sealed sealed;
  if (strlen(body) >= DRAFT_BYTES) return fail(c, ERR_FULL, NULL, N_("This text is too long."));
  TRY(account_get(c, account, &a));
  if (instant_known(a.gone)) return not_there(c);
  TRY(drafts_of(c, account, &all));
  TRY(make_room(c, &all, path));
  TRY(compartment_open(c, a.compartment));
  const struct seal_place at = place_of(&new, &a);
  TRY(seal(c, &at, worth_keeping(c, body), &sealed));
  new.body = base64_text(&c->arena, sealed.bytes, sealed.size);
  return global_insert(c, draft, &new, NULL);
}

static bool alive(const struct ctx *c, const struct draft *d) { return c->now - d->made.ms < DRAFT_DAYS * DAY_MS; }

static int find(struct ctx *c, const char *path, struct draft *out)
{
  struct draft d = { 0 };
  if (!id_known(c->scope.actor)) return not_there(c);
  TRY(draft_of_path(c, c->scope.actor, path, &d));
  if (!alive(c, &d)) return not_there(c);
  *out = d;
  return OK;
}

static int open_draft(struct ctx *c, const struct draft *d, const char **body)
{
  uint8_t *const bytes = arena_alloc(&c->arena, SEALED_MOST);
  struct sealed sealed = { bytes, 0 };
  struct account a;
  const char *text;
  if (!d->body) return not_there(c);
  TRY(account_get(c, d->account, &a));
  TRY(compartment_open(c, a.compartment));
  (void)base64_read(d->body, strlen(d->body), bytes, SEALED_MOST, &sealed.size);
  const struct seal_place at = place_of(d, &a);
  TRY(unseal(c, &at, sealed, &text));
  *body = text ? text : "";
  return OK;
}

int draft_read(struct ctx *c, const char *path, const char **body)
{
  struct draft d = { 0 };
  TRY(find(c, path, &d));
  return open_draft(c, &d, body);
}

int draft_take(struct ctx *c, const char *path, const char **body)
{
  struct draft d = { 0 };
  TRY(find(c, path, &d));
  TRY(open_draft(c, &d, body));
  return global_delete(c, draft, d.id);
}

static int delete_all(struct ctx *c, const struct draft_list *all)
{
  for (size_t i = 0; i < all->count; i++) TRY(global_delete(c, draft, all->at[i].id));
  return OK;
}

int drafts_drop(struct ctx *c, struct id account)
{
  struct draft_list all;
  TRY(drafts_of(c, account, &all));
  return delete_all(c, &all);
}

int drafts_clean(struct ctx *c)
{
  struct draft_list old;
  TRY(drafts_before(c, (struct instant){ c->now - DRAFT_DAYS * DAY_MS }, &old));
  return delete_all(c, &old);
}
