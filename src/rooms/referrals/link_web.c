/* The page behind the link of a provider without an account. */
#include "addresses.h"
#include "links.h"
#include "referrals_web.h"
#include "text.h"

static int page_of(struct ctx *c, struct letter_view *v, void (*view)(struct ctx *c, const struct letter_view *v))
{
  const char *const path = JOIN(&c->arena, LETTER_PATH "/", path_part(c));
  v->path = local_path(c, path);
  const struct page page = { .title = tr(c, N_("A message for your organisation")), .other_lang = v->elsewhere ? NULL : path, .noindex = true, .status = v->elsewhere ? 404 : 0 };
  page_begin(c, &page);
  view(c, v);
  return page_end(c, &page);
}

/* Changes nothing, and tells nothing of whom it is about. */
int show_letter(struct ctx *c)
{
  struct letter_view v = { .elsewhere = !c->keys };
  struct referral_letter l;
  bool live;
  if (v.elsewhere) return page_of(c, &v, view_letter);
  TRY(letter_read(c, path_part(c), &l, &live));
  v.live = live && !instant_known(l.opened);
  v.answered = instant_known(l.answered);
  return page_of(c, &v, view_letter);
}

/* What can be answered now. */
static struct choices answers_of(struct ctx *c, enum referral_state state)
{
  uint64_t bits = 0;
  for (unsigned i = 1; i < letter_answer_choices.count; i++) bits |= (uint64_t)letter_takes(state, (enum letter_answer)i) << i;
  return choices_kept(&c->arena, &letter_answer_choices, bits);
}

static int show_open(struct ctx *c, struct letter_view *v)
{
  v->offer = offer_name_of(c, v->file->referral.offer);
  TRY(organisation_name(c, v->file->referral.origin, &v->origin));
  TRY(account_name(c, v->file->referral.referrer, &v->referrer));
  v->items = referral_items(c, v->file);
  v->tel = text_known(v->file->person.phone) ? phone_normal(&c->arena, v->file->person.phone) : NULL;
  v->lists[0] = (struct field_list){ .field = "answer", .values = answers_of(c, v->file->referral.state) };
  v->lists[1] = (struct field_list){ .field = "alternative", .values = other_offers(c) };
  return page_of(c, v, view_letter_open);
}

int open_letter(struct ctx *c)
{
  struct referral_file f;
  struct letter_view v = { .file = &f };
  if (!c->keys) return show_letter(c);
  TRY(letter_open(c, path_part(c), &f, &v.code));
  return show_open(c, &v);
}

int answer_letter(struct ctx *c)
{
  if (!c->keys) return show_letter(c);
  TRY(letter_do(c, path_part(c), form_row(c, letter_form)));
  return redirect(c, local_path(c, JOIN(&c->arena, LETTER_PATH "/", path_part(c))));
}

/* An answer that was wrong comes back as a form: the code that came with it still opens what it answers. */
int show_answer(struct ctx *c)
{
  const struct letter_form *const posted = form_row(c, letter_form);
  struct referral_file f;
  struct referral_letter l;
  struct letter_view v = { .file = &f };
  bool live;
  if (!c->keys) return show_letter(c);
  TRY(letter_read(c, path_part(c), &l, &live));
  if (!posted) return redirect(c, local_path(c, JOIN(&c->arena, LETTER_PATH "/", path_part(c))));
  TRY(letter_reopen(c, path_part(c), posted->code, &f));
  v.code = posted->code;
  return show_open(c, &v);
}

int again_letter(struct ctx *c)
{
  struct letter_view v = { .sent_again = true };
  if (!c->keys) return show_letter(c);
  TRY(letter_again(c, path_part(c)));
  return page_of(c, &v, view_letter);
}
