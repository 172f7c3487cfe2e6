/* Questionnaires on the command line: which there are, what one asks, and whether a file is one. */
#include "answers.h"
#include "command.h"
#include "config.h"
#include "console.h"
#include "say.h"
#include "shipped.h"
#include "text.h"

static const char folder[] = "questionnaires/";

/* --- in words -------------------------------------------------------------------------------------------------- */

static const char *indent(struct ctx *c, size_t depth)
{
  static const char blanks[] = "                    ";
  const size_t most = sizeof blanks - 1, wanted = 2 * depth;
  return arena_text(&c->arena, blanks, wanted < most ? wanted : most);
}

static const char *condition_words(struct ctx *c, const struct definition *d, const struct shown_if *s)
{
  const struct item *const question = &d->items[s->question];
  const char *const is = tr(c, condition_operator_label(s->is));
  char day[DATE_TEXT];
  if (s->is == IF_EXISTS) return JOIN(&c->arena, question->link_id, " ", s->yes == YES ? is : tr(c, N_("is not answered")));
  if (question->type == ITEM_YES_NO) return JOIN(&c->arena, question->link_id, " ", is, " ", tr(c, yes_no_label(s->yes)));
  if (question->type == ITEM_NUMBER) return JOIN(&c->arena, question->link_id, " ", is, " ", count_text(c, s->number.n));
  if (question->type == ITEM_DATE) { date_format(s->date, day); return JOIN(&c->arena, question->link_id, " ", is, " ", day); }
  return JOIN(&c->arena, question->link_id, " ", is, " ", question->options[s->option].text[c->lang]);
}

static void put_item(struct ctx *c, const struct definition *d, const struct item *item)
{
  const char *const in = indent(c, item->depth), *const deeper = indent(c, item->depth + 1);
  add_line(c, in, JOIN(&c->arena, item->prefix ? item->prefix : "", item->prefix ? " " : "", item->text[c->lang]));
  if (item_asks(item))
    add_line(c, deeper, JOIN(&c->arena, item->link_id, ": ", tr(c, item_type_label(item->type)), item->required ? JOIN(&c->arena, ", ", tr(c, N_("must be answered"))) : "",
      item->repeats ? JOIN(&c->arena, ", ", tr(c, N_("several at once"))) : ""));
  for (size_t i = 0; i < item->option_count; i++) add_line(c, deeper, JOIN(&c->arena, "- ", item->options[i].text[c->lang]));
  for (size_t i = 0; i < item->shown_if_count; i++)
    add_line(c, deeper, JOIN(&c->arena, i == 0 ? tr(c, N_("only if")) : item->any ? tr(c, N_("or")) : tr(c, N_("and")), " ", condition_words(c, d, &item->shown_if[i])));
}

static void put_definition(struct ctx *c, const struct definition *d)
{
  size_t asked = 0;
  for (size_t i = 0; i < d->count; i++) asked += item_asks(&d->items[i]);
  add_line(c, d->title[c->lang], JOIN(&c->arena, " (", d->name, " ", d->version, ")"));
  add_line(c, "", JOIN(&c->arena, tr(c, N_("Questions:")), " ", count_text(c, (int64_t)asked)));
  for (size_t i = 0; i < d->count; i++) put_item(c, d, &d->items[i]);
}

/* --- the commands ---------------------------------------------------------------------------------------------- */

static int show(struct ctx *c, const struct config *config, const char *json)
{
  struct definition d;
  TRY(definition_read(c, json, strlen(json), &d));
  if (config->json) {
    definition_json(&d, &c->out);
    put_char(&c->out, '\n');
  } else put_definition(c, &d);
  return say_out(c);
}

static int run_check(struct ctx *c, const struct config *config, int argc, char **argv)
{
  const char *json;
  if (argc != 1) return wrong_use(c, N_("Name one file with a questionnaire, or - for standard input."));
  return console_read(c, argv[0], DEFINITION_BYTES, &json) == OK && show(c, config, json) == OK ? DONE : say_error(c);
}

static int run_show(struct ctx *c, const struct config *config, int argc, char **argv)
{
  if (argc != 1) return wrong_use(c, N_("Name one questionnaire; kentering questionnaires list has them."));
  const char *const name = JOIN(&c->arena, folder, argv[0], ".json");
  if (!asset_in(shipped, shipped_count, name)) return wrong_use(c, N_("Name one questionnaire; kentering questionnaires list has them."));
  return show(c, config, shipped_read(&c->arena, NULL, name)) == OK ? DONE : say_error(c);
}

static int list(struct ctx *c)
{
  for (size_t i = 0; i < shipped_count; i++) {
    struct definition d;
    if (strncmp(shipped[i].name, folder, strlen(folder)) != 0) continue;
    const char *const json = shipped_read(&c->arena, NULL, shipped[i].name);
    TRY(definition_read(c, json, strlen(json), &d));
    add_line(c, d.name, JOIN(&c->arena, ": ", d.title[c->lang]));
  }
  return say_out(c);
}
static int run_list(struct ctx *c, const struct config *config, int argc, char **argv)
{
  (void)config;
  (void)argv;
  if (argc) return wrong_use(c, N_("This command takes no arguments."));
  return list(c) == OK ? DONE : say_error(c);
}

extern const struct command questionnaires_commands[];
const struct command questionnaires_commands[] = {
  { "questionnaires list", "", N_("Lists the questionnaires that come with this program"), NULL, run_list },
  { "questionnaires show", "NAME [--json]", N_("Shows what a questionnaire asks"),
    N_("--json gives it as a FHIR R4 Questionnaire: a beginning for one of your own.\n"), run_show },
  { "questionnaires check", "FILE.json [--json]", N_("Says whether a file is a questionnaire that can be asked"),
    N_("The file holds a FHIR R4 Questionnaire. What this program does not know in it is named, and nothing is left out in silence.\n"), run_check },
  { 0 }
};
