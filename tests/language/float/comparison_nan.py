# nan is not equal to anything, and orders with nothing.
nan = float('nan')
print(nan == nan, nan != nan, nan < 1, nan > 1, nan <= nan, max(1, nan), min(nan, 1), nan in [nan], [nan] == [nan], sorted([2, 1]), 1 < float('inf'))
