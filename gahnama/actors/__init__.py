"""Stage 2, actors: finds the mentions of political participants and says what each may stand for."""
