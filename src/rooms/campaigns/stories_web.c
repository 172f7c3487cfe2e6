/* Stories: written down by who works with the expert; withdrawn by them or by the expert, on an own page. */
#include "campaigns_web.h"
#include "accounts.h"
#include "form_page.h"
#include "html.h"
#include "text.h"

static const char *name_among(const struct peer_list *peers, struct id id)
{
  for (size_t i = 0; i < peers->count; i++) if (id_same(peers->at[i].id, id)) return peers->at[i].name;
  return NULL;
}

static int rows_of(struct ctx *c, const struct campaign_story_list *list, const struct peer_list *peers, const char *path, struct story_row_list *out)
{
  *out = (struct story_row_list){ arena_new(&c->arena, struct story_row, list->count + 1), list->count };
  for (size_t i = 0; i < list->count; i++) {
    out->at[i] = (struct story_row){ .story = &list->at[i], .peer = peers ? name_among(peers, list->at[i].peer) : NULL,
      .drop = path_of_id(c, path, list->at[i].id, "/intrekken") };
    TRY(account_name(c, list->at[i].asked_by, &out->at[i].asked_by));
    if (!out->at[i].asked_by) out->at[i].asked_by = tr(c, N_("somebody who left"));
  }
  return OK;
}

static int stories_page(struct ctx *c, const struct stories_view *v, const char *title, const char *path)
{
  const struct page page = { .title = title, .current = path, .noindex = true, .work = true };
  page_begin(c, &page);
  view_stories(c, v);
  return page_end(c, &page);
}

int show_stories(struct ctx *c)
{
  struct campaign_story_list list;
  struct peer_list peers;
  struct stories_view v = { .token_path = STORIES_PATH "/:id/intrekken" };
  TRY(stories_kept(c, &list));
  TRY(peers_kept(c, &peers));
  TRY(rows_of(c, &list, &peers, STORIES_PATH, &v.rows));
  return stories_page(c, &v, tr(c, N_("Stories for campaigns")), STORIES_PATH);
}

int show_own_story(struct ctx *c)
{
  struct campaign_story_list list;
  struct stories_view v = { .token_path = OWN_STORY_PATH "/:id/intrekken", .own = true };
  TRY(stories_own(c, &list));
  TRY(rows_of(c, &list, NULL, OWN_STORY_PATH, &v.rows));
  return stories_page(c, &v, tr(c, N_("My story")), OWN_STORY_PATH);
}

int show_story_new(struct ctx *c)
{
  struct peer_list peers;
  TRY(peers_kept(c, &peers));
  struct choice *const at = arena_new(&c->arena, struct choice, peers.count + 1);
  at[0] = (struct choice){ NULL, N_("Choose") };
  for (size_t i = 0; i < peers.count; i++) at[i + 1] = (struct choice){ arg_id(&c->arena, peers.at[i].id), peers.at[i].name };
  const struct field_list list = { .field = "peer_id", .values = { peers.count + 1, at } };
  const struct form_page v = { .title = tr(c, N_("Write down a story")), .path = local_path(c, STORIES_PATH "/nieuw"), .token_path = STORIES_PATH "/nieuw",
    .back = local_path(c, STORIES_PATH), .back_label = tr(c, N_("Stories for campaigns")), .button = tr(c, N_("Save")), .rec = &story_form_record,
    .lists = &list, .list_count = 1,
    .note = tr(c, N_("Write it together, and read it aloud once more."
                " Tell the expert: everybody can read it, also the (ex-)partner and the children, and somebody may keep a copy."
                " Permission can be withdrawn on any day, without a reason.")) };
  return form_page(c, &v, STORIES_PATH);
}

int add_story(struct ctx *c)
{
  TRY(story_add(c, form_row(c, story_form)));
  return redirect_done(c, local_path(c, STORIES_PATH), "toegevoegd");
}

static int withdraw(struct ctx *c, const char *path)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(story_withdraw(c, id));
  return redirect_done(c, local_path(c, path), "verwijderd");
}

int withdraw_story(struct ctx *c) { return withdraw(c, STORIES_PATH); }
int withdraw_own_story(struct ctx *c) { return withdraw(c, OWN_STORY_PATH); }
