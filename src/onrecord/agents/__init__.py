"""The record for language-model agents: bounded answers, each with ids and the exact words that it rests on."""
