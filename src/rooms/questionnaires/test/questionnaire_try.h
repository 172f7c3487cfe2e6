/* For the tests of this room: questionnaires out of short texts. */
#ifndef QUESTIONNAIRE_TRY_H
#define QUESTIONNAIRE_TRY_H
#include "../../../base/test/harness.h"
#include "answers.h"
#include "shipped.h"
#include "text.h"
#include <stdio.h>

/* ' for ", so that JSON can be read in C. */
static inline const char *quoted(struct ctx *c, const char *text)
{
  char *const out = (char *)(uintptr_t)arena_text(&c->arena, text, strlen(text));
  for (char *at = out; *at; at++) if (*at == '\'') *at = '"';
  return out;
}
static inline int read_text(struct ctx *c, const char *text, struct definition *out)
{
  const char *const json = quoted(c, text);
  return definition_read(c, json, strlen(json), out);
}
#define QUESTIONNAIRE(items) "{'resourceType':'Questionnaire','language':'nl','id':'proef','version':'1','title':'Proef','item':[" items "]}"
#define YES_OR_NO(id, more) "{'linkId':'" id "','text':'Vraag " id "','type':'boolean'" more "}"
#define CHOICE(id, more) "{'linkId':'" id "','text':'Vraag " id "','type':'choice','answerOption':[" OPTION("a") "," OPTION("b") "," OPTION("c") "]" more "}"
#define OPTION(code) "{'valueCoding':{'code':'" code "','display':'Optie " code "'}}"
#define WHEN(id, is, value) ",'enableWhen':[{'question':'" id "','operator':'" is "'," value "}]"
#endif
