/* Pages for who makes campaigns: the coordinator of the region, and the desk. */
#include "campaigns_web.h"
#include "app.h"
#include "form_page.h"
#include "html.h"
#include "offers_room.h"
#include "social_image.h"
#include "text.h"

static struct campaign_row row_of(const struct ctx *c, const struct campaign *p)
{
  const bool published = p->state == CAMPAIGN_PUBLISHED;
  return (struct campaign_row){ .campaign = p, .live = published && campaign_is_there(p, c->today) && !campaign_is_over(p, c->today),
    .state = campaign_is_over(p, c->today) ? N_("Over") : !published ? N_("Draft") : campaign_is_there(p, c->today) ? N_("On the site") : N_("Published, begins later") };
}

int show_campaigns(struct ctx *c)
{
  struct campaign_list list;
  struct campaigns_view v;
  TRY(campaigns_of_region(c, &list));
  v.rows = (struct campaign_row_list){ arena_new(&c->arena, struct campaign_row, list.count + 1), list.count };
  for (size_t i = 0; i < list.count; i++) v.rows.at[i] = row_of(c, &list.at[i]);
  const struct page page = { .title = tr(c, N_("Campaigns")), .current = CAMPAIGNS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_campaigns(c, &v);
  return page_end(c, &page);
}

/* --- one of them ----------------------------------------------------------------------------------------------------- */

static int of_path(struct ctx *c, struct campaign *out)
{
  struct id id;
  TRY(path_id(c, &id));
  return campaign_of_region(c, id, out);
}

static int look_at_story(struct ctx *c, const struct campaign *p, struct campaign_story *story, struct campaign_work_view *v)
{
  if (!id_known(p->story)) return OK;
  const int rc = story_shown(c, p->story, story);
  if (absent(c, rc)) { v->story_gone = true; return OK; }
  TRY(rc);
  v->story = story;
  v->own_story = id_same(story->asked_by, c->scope.actor);
  return OK;
}

int show_campaign_work(struct ctx *c)
{
  struct campaign p;
  struct campaign_story story;
  TRY(of_path(c, &p));
  const char *const path = JOIN(&c->arena, CAMPAIGN_PAGE "/", p.slug), *const url = absolute_url(c, path), *const mark = strstr(url, "://");
  struct campaign_work_view v = { .row = row_of(c, &p), .page = local_path(c, path), .address = mark ? mark + 3 : url };
  if (p.state == CAMPAIGN_PUBLISHED && campaign_is_there(&p, c->today)) v.picture = JOIN(&c->arena, path, ".png");
  TRY(look_at_story(c, &p, &story, &v));
  TRY(campaign_counts(c, &p, &v.counts));
  const struct page page = { .title = p.title, .current = CAMPAIGNS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_campaign_work(c, &v);
  return page_end(c, &page);
}

/* Drawing takes a while: not on the writer's time. */
int make_campaign_pictures(struct ctx *c)
{
  struct campaign p;
  const char *const name = c->app->config && c->app->config->site_name ? c->app->config->site_name : "Kentering";
  struct campaign_pictures *const made = arena_new(&c->arena, struct campaign_pictures, 1);
  TRY(of_path(c, &p));
  made->version = p.version;
  TRY(social_image(c, p.title, name, &made->nl));
  if (p.title_en) TRY(social_image(c, p.title_en, name, &made->en));
  c->prepared = made;
  return OK;
}

int publish_campaign(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(campaign_publish(c, id, c->prepared, form_row(c, publish_form)->read));
  return redirect_done(c, path_of_id(c, CAMPAIGNS_PATH, id, NULL), "opgeslagen");
}

int withdraw_campaign(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(campaign_withdraw(c, id));
  return redirect_done(c, path_of_id(c, CAMPAIGNS_PATH, id, NULL), "opgeslagen");
}

int delete_campaign(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(campaign_delete(c, id));
  return redirect_done(c, local_path(c, CAMPAIGNS_PATH), "verwijderd");
}

/* --- writing ------------------------------------------------------------------------------------------------------------ */

/* What everybody may see of the help in the region, and what was chosen before. */
static struct field_list offers_list(struct ctx *c, const char *chosen)
{
  return (struct field_list){ .field = "offer", .values = offers_to_choose(c, N_("Signing up only"), chosen, NULL) };
}

static int stories_list(struct ctx *c, struct field_list *out)
{
  enum { SHOWN_MOST = 60 };
  struct campaign_story_list stories;
  TRY(stories_to_choose(c, &stories));
  struct choice *const at = arena_new(&c->arena, struct choice, stories.count + 1);
  at[0] = (struct choice){ NULL, N_("No story") };
  for (size_t i = 0; i < stories.count; i++) {
    const struct campaign_story *const s = &stories.at[i];
    at[i + 1].key = arg_id(&c->arena, s->id);
    at[i + 1].label = JOIN(&c->arena, s->called ? s->called : "", s->called ? ": " : "", text_cut(&c->arena, s->text, strlen(s->text), SHOWN_MOST));
  }
  *out = (struct field_list){ .field = "story_id", .values = { stories.count + 1, at } };
  return OK;
}

int show_campaign_new(struct ctx *c)
{
  struct field_list lists[2] = { offers_list(c, NULL) };
  TRY(stories_list(c, &lists[1]));
  const struct form_page v = { .title = tr(c, N_("Make a campaign")), .path = local_path(c, CAMPAIGNS_PATH "/nieuw"), .token_path = CAMPAIGNS_PATH "/nieuw",
    .back = local_path(c, CAMPAIGNS_PATH), .back_label = tr(c, N_("Campaigns")), .button = tr(c, N_("Save as a draft")), .rec = &campaign_form_record,
    .lists = lists, .list_count = 2, .note = tr(c, N_("Nobody sees it until it is published. The page always leads to signing up, to help nearby and to the numbers for danger.")) };
  return form_page(c, &v, CAMPAIGNS_PATH);
}

int add_campaign(struct ctx *c)
{
  struct id id;
  TRY(campaign_add(c, form_row(c, campaign_form), &id));
  return redirect_done(c, path_of_id(c, CAMPAIGNS_PATH, id, NULL), "toegevoegd");
}

int show_campaign_change(struct ctx *c)
{
  struct campaign_form f = { .story_id = NULL };
  struct field_list lists[2];
  TRY(of_path(c, &f.campaign));
  lists[0] = offers_list(c, f.campaign.offer);
  TRY(stories_list(c, &lists[1]));
  if (id_known(f.campaign.story)) f.story_id = arg_id(&c->arena, f.campaign.story);
  const bool published = f.campaign.state == CAMPAIGN_PUBLISHED;
  const struct form_page v = { .title = tr(c, N_("Change")), .path = path_of_id(c, CAMPAIGNS_PATH, f.campaign.id, "/wijzigen"), .token_path = CAMPAIGNS_PATH "/:id/wijzigen",
    .back = path_of_id(c, CAMPAIGNS_PATH, f.campaign.id, NULL), .back_label = f.campaign.title, .button = tr(c, N_("Save as a draft")), .rec = &campaign_form_record, .row = &f,
    .lists = lists, .list_count = 2,
    .note = published ? tr(c, N_("As soon as you save, the page is off the site until it is published again.")) : NULL };
  return form_page(c, &v, CAMPAIGNS_PATH);
}

int change_campaign(struct ctx *c)
{
  struct campaign_form f = *form_row(c, campaign_form);
  TRY(path_id(c, &f.campaign.id));
  f.campaign.version = c->form->version;
  TRY(campaign_change(c, &f));
  return redirect_done(c, path_of_id(c, CAMPAIGNS_PATH, f.campaign.id, NULL), "opgeslagen");
}
