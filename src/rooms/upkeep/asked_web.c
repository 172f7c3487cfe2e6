/* The page behind the link of a message: whoever was asked answers without signing in. Opening it changes nothing: programs
 * that look at mail open every link. The process for the public has no keys and cannot know its own links from others. */
#include "upkeep_web.h"
#include "say.h"
#include "text.h"

static struct asked_card card_of(struct ctx *c, const struct asked_offer *a)
{
  const struct offer *const o = &a->line.offer;
  const struct form *const form = c->form && c->form->rec == &asked_form_record ? c->form : NULL;
  const struct asked_form *const typed = form ? form->row : NULL;
  struct asked_card card = { .asked = a };
  card.places = o->places_free.known ? count_text(c, o->places_free.n) : NULL;
  card.wait = o->wait_days.known ? count_text(c, o->wait_days.n) : NULL;
  if (!typed || !id_same(typed->offer, o->id)) return card;
  card.again = true;
  for (size_t i = 0; i < form->rec->count; i++) {
    const char *const name = form->rec->fields[i].name, *const text = form->typed[i], *const wrong = form->wrong[i];
    if (strcmp(name, "note") == 0) { card.note = text; card.wrong_note = wrong; }
    if (strcmp(name, "places_free") == 0) { card.places = text ? text : card.places; card.wrong_places = wrong; }
    if (strcmp(name, "wait_days") == 0) { card.wait = text ? text : card.wait; card.wrong_wait = wrong; }
  }
  return card;
}

static int elsewhere(struct ctx *c)
{
  const struct page page = { .title = tr(c, N_("Your answer")), .status = 404, .noindex = true };
  page_begin(c, &page);
  view_asked_elsewhere(c);
  return page_end(c, &page);
}

int show_asked(struct ctx *c)
{
  struct id bundle;
  struct asked_offer_list waiting;
  if (!c->keys) return elsewhere(c);
  TRY(ask_token_read(c, path_part(c), &bundle));
  TRY(ask_bundle_offers(c, bundle, &waiting));
  const char *const path = JOIN(&c->arena, ASK_PATH "/", path_part(c));
  struct asked_view v = { .path = local_path(c, path), .cards = { arena_new(&c->arena, struct asked_card, waiting.count + 1), waiting.count } };
  for (size_t i = 0; i < waiting.count; i++) v.cards.at[i] = card_of(c, &waiting.at[i]);
  const struct page page = { .title = tr(c, N_("Your answer")), .other_lang = path, .noindex = true };
  page_begin(c, &page);
  view_asked(c, &v);
  return page_end(c, &page);
}

int send_asked(struct ctx *c)
{
  struct id bundle;
  if (!c->keys) return elsewhere(c);
  TRY(ask_token_read(c, path_part(c), &bundle));
  TRY(ask_bundle_answer(c, bundle, form_row(c, asked_form)));
  return redirect(c, local_path(c, JOIN(&c->arena, ASK_PATH "/", path_part(c))));
}
