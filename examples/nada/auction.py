"""A sealed-bid auction: the auctioneer learns who won and what the winner pays, the second-highest bid.

Nobody learns anything else of the bids. Of equal bids the one listed first wins.
"""

from nada_dsl import Input, Integer, Output, Party, SecretInteger

BIDDERS = 3


def nada_main():
    auctioneer = Party(name="auctioneer")
    bidders = [Party(name=f"bidder{i}") for i in range(BIDDERS)]
    bids = [SecretInteger(Input(name=f"bid{i}", party=bidder)) for i, bidder in enumerate(bidders)]

    winner, highest, price = Integer(0), bids[0], Integer(0)
    for i, bid in enumerate(bids[1:], start=1):
        is_higher = bid > highest
        loser = is_higher.if_else(highest, bid)
        winner = is_higher.if_else(Integer(i), winner)
        highest = is_higher.if_else(bid, highest)
        price = (loser > price).if_else(loser, price)

    return [Output(winner, "winner", auctioneer), Output(price, "price", auctioneer)]
