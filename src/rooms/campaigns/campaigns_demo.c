/* The demonstration: one campaign of the example region, with the story of an expert who does not exist. */
#include "campaigns_room.h"
#include "accounts.h"
#include "calendar.h"
#include "campaigns.h"
#include "social_image.h"
#include "stories.h"
#include "text.h"

static const char provider_mail[] = "aanbieder@demo.invalid", region_mail[] = "regio@demo.invalid", slug[] = "praten-helpt";

static const struct campaign_form example = { .campaign = { .slug = slug, .title = "Geweld thuis stopt niet vanzelf. Praten helpt.",
  .text = "Wordt u thuis zo boos dat het misgaat? Slaat u, dreigt u, of bent u bang dat u dat gaat doen? U bent niet de enige.\n\n"
          "Geweld mag nooit. Maar hulp kan. U leert wat er met u gebeurt en wat u dan anders kunt doen.\n\nPraat met iemand die dit kent. Dat kan deze week al.",
  .title_en = "Violence at home does not stop by itself. Talking helps.",
  .text_en = "Do you get so angry at home that it goes wrong? Do you hit, do you threaten, or are you afraid that you will? You are not the only one.\n\n"
             "Violence is never allowed. But help is possible. You learn what happens to you, and what you can do instead.\n\nTalk with somebody who knows this. It can be this week." } };

static const struct campaign_story story = { .called = "Daan", .given = PERMISSION_PAPER,
  .text = "Ik dacht altijd: het ligt aan de drukte. Op een avond zag ik hoe bang ze thuis voor mij waren. Toen heb ik gebeld. Praten was moeilijk, de eerste keren zei ik bijna niets. "
          "Nu merk ik het als het mij te veel wordt, en ga ik weg voordat het misgaat. Ik schaam me nog. Maar thuis is het rustig.",
  .text_en = "I always thought: it is the stress. One evening I saw how afraid of me they were at home. Then I called. Talking was hard, the first times I hardly said a word. "
             "Now I notice when it gets too much, and I leave before it goes wrong. I am still ashamed. But it is quiet at home." };

static int act_as(struct ctx *c, const char *mail)
{
  struct account a;
  struct post_list posts;
  TRY(account_by_mail(c, mail, &a));
  TRY(posts_of_account(c, a.id, &posts));
  if (!posts.count) return not_there(c);
  const struct post *const p = &posts.at[0];
  c->scope = (struct scope){ .actor = p->account, .organisation = p->organisation, .region = p->region, .role = role_key(p->role), .reach = REACH_INVOLVED };
  return OK;
}

static int tell_story(struct ctx *c, const char **out)
{
  struct peer_list peers;
  struct campaign_story_list there;
  struct story_form f = { .story = story };
  *out = NULL;
  TRY(act_as(c, provider_mail));
  TRY(peers_kept(c, &peers));
  if (!peers.count) return OK;
  char id[ID_TEXT];
  id_format(peers.at[0].id, id);
  f.peer_id = id;
  f.story.asked = date_plus_days(c->today, -7);
  f.story.until = date_plus_months(c->today, 12);
  TRY(story_add(c, &f));
  TRY(stories_kept(c, &there));
  if (!there.count) return OK;
  id_format(there.at[0].id, id);
  *out = arena_text(&c->arena, id, strlen(id));
  return OK;
}

static int fill(struct ctx *c, void *arg)
{
  struct campaign_form f = example;
  struct campaign_pictures *const pictures = arg;
  struct id id;
  TRY(tell_story(c, &f.story_id));
  TRY(act_as(c, region_mail));
  f.campaign.since = date_plus_days(c->today, -14);
  f.campaign.until = date_plus_months(c->today, 6);
  TRY(campaign_add(c, &f, &id));
  pictures->version = 1;
  return campaign_publish(c, id, pictures, YES);
}

/* Once: where the demo's coordinator has no such campaign yet. */
int campaigns_demo(struct ctx *c, bool *made)
{
  const struct scope before = c->scope;
  struct campaign there;
  struct account a;
  struct campaign_pictures pictures = { .version = 0 };
  int rc = account_by_mail(c, region_mail, &a);
  if (absent(c, rc)) return OK;
  TRY(rc);
  rc = campaign_by_slug(c, slug, &there);
  if (rc == OK) return OK;
  if (!absent(c, rc)) return rc;
  TRY(social_image(c, example.campaign.title, "Kentering", &pictures.nl));
  TRY(social_image(c, example.campaign.title_en, "Kentering", &pictures.en));
  rc = db_savepoint(c, fill, &pictures);
  *made = rc == OK;
  c->scope = before;
  return rc;
}
